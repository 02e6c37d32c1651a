package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.node.keys.KeysCommand;

/** A bulk export as a server delivers it. */
class FhirExportTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("KEY_PASSWORD", "only-for-this-test");

    @TempDir
    Path root;
    private IngestFixture node;
    private Path export;

    @BeforeEach
    void export() {
        node = new IngestFixture(root, 0);
        export = node.write("Patient.000.ndjson", FhirResources.lines("Patient")).getParent();
    }

    @Test
    void filesGoToTheProfileOfTheirTypeWhateverTheirNames() throws IOException {
        node.write("part-7.gz", gzip(FhirResources.lines("Condition")));
        node.write("Observation.1.ndjson", FhirResources.lines("Observation"));
        node.write("Observation.2.ndjson", "");
        node.write("Device.000.ndjson", FhirResources.json("{'resourceType':'Device','id':'1'}\n\n{'resourceType':'Device','id':'2'}"));
        node.write("log.ndjson", "{\"exportId\":\"1\"}\n");
        FhirExport read = FhirBundles.export(export);
        assertThat(read.extracts()).extracting(extract -> extract.profile().table() + " " + extract.files().stream().map(file -> file.getFileName().toString()).toList())
                .containsExactly("fhir_patient [Patient.000.ndjson]", "fhir_condition [part-7.gz]", "fhir_observation [Observation.1.ndjson, Observation.2.ndjson]");
        assertThat(read.leftOut()).containsExactly("Device.000.ndjson: 2 lines of Device, which no profile takes", "log.ndjson: 1 lines, the first of which is no FHIR resource");
    }

    @Test
    void theManifestSaysWhatThereIs() throws IOException {
        node.write("a1b2.gz", gzip(FhirResources.lines("Condition")));
        node.write("Encounter.000.ndjson", "not named, so not read");
        node.write("manifest.json", manifest("{'type':'Patient','url':'https://fhir.example/out/Patient.000.ndjson?x=1','count':2}",
                "{'type':'Condition','url':'https://fhir.example/out/a1b2','count':1}", "{'type':'Device','url':'a1b2.gz'}"));
        FhirExport read = FhirBundles.export(export);
        assertThat(read.extracts()).extracting(extract -> extract.profile().table()).containsExactly("fhir_patient", "fhir_condition");
        assertThat(read.leftOut()).containsExactly("a1b2.gz: 1 lines of Device, which no profile takes", "1 files of deleted resources or of errors that the manifest names");
    }

    @Test
    void aManifestThatNamesWhatIsNotThereIsRefusedWithItsLine() {
        refused(manifest("{'type':'Patient','url':'https://x/Patient.000.ndjson'}", "{'type':'Condition','url':'https://x/Condition.000.ndjson'}"),
                "manifest.json, line 6, names the file Condition.000.ndjson, which is not beside it");
        refused(manifest("{'type':'Patient','url':'https://x/Patient.000.ndjson','count':3}"), "line 5, says 3 resources of the file Patient.000.ndjson, which holds 2 lines");
        refused(manifest("{'url':'https://x/Patient.000.ndjson'}"), "line 5, names a file without its type");
        refused(manifest("{'type':'Patient','url':'https://x/..'}"), "names the file ..");
        refused("{\n\"output\": [", "is no JSON from here on");
        refused("{\"a\": 1}", "it has no list 'output'");
    }

    @Test
    void aBundleAmongTheFilesIsADocument() {
        node.write("Patient-summary.json", FhirBundles.document("1", FhirBundles.SUMMARY).line());
        assertThat(FhirBundles.export(export).extracts()).extracting(extract -> extract.profile().table() + " " + extract.files().size() + " " + extract.spooled().size())
                .containsExactly("fhir_patient 1 1", "fhir_composition 0 1");
    }

    @Test
    void aManifestMayNameDocuments() {
        node.write("summaries.ndjson", FhirBundles.lines(FhirBundles.document("1", FhirBundles.SUMMARY), FhirBundles.document("2", FhirBundles.SUMMARY)));
        node.write("manifest.json", manifest("{'type':'Patient','url':'https://x/Patient.000.ndjson'}", "{'type':'Bundle','url':'https://x/summaries.ndjson','count':2}"));
        assertThat(FhirBundles.export(export).extracts()).extracting(extract -> extract.profile().table() + " " + extract.files().size() + " " + extract.spooled().size())
                .containsExactly("fhir_patient 1 1", "fhir_composition 0 1");
    }

    @Test
    void theSameDocumentsAgainDoNothing() throws IOException {
        keys();
        Path file = node.write("summaries/documents.ndjson", FhirBundles.lines(FhirBundles.document("1", FhirBundles.SUMMARY).patient("urn:uuid:patient", "813274001")));
        assertThat(command("--fhir", file.toString()).text()).contains("FHIR Composition → fhir_composition   (documents.ndjson)").doesNotContain("loaded already");
        Said again = command("--fhir", file.toString());
        assertThat(again.text().split("the same extract was loaded already", -1)).as(again.text()).hasSize(3);
        assertThat(command("--fhir", file.toString(), "--again").text()).doesNotContain("loaded already");
    }

    @Test
    void anExportWithoutAnythingToTakeIsRefused() throws IOException {
        Path empty = Files.createDirectories(root.resolve("empty"));
        Files.writeString(empty.resolve("Device.ndjson"), FhirResources.json("{'resourceType':'Device','id':'1'}\n"));
        assertThatThrownBy(() -> FhirBundles.export(empty)).isInstanceOf(IngestFailure.class).hasMessageContaining("holds no resources of a type that a profile takes: Patient, Encounter");
    }

    @Test
    void theCommandLoadsAllTablesAndSaysWhatItLeftOut() throws IOException {
        node.write("Observation.ndjson", FhirResources.lines("Observation"));
        node.write("Device.ndjson", FhirResources.json("{'resourceType':'Device','id':'1'}\n"));
        keys();
        Path report = root.resolve("report.json");
        Said said = command("--fhir", export.toString(), "--report", report.toString());
        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("fhir_patient", "fhir_observation", "Left out: Device.ndjson: 1 lines of Device");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.required("left_out")).hasSize(1);
        assertThat(json.required("tables")).hasSize(2);
        assertThat(command("--fhir", export.toString()).text()).contains("the same extract was loaded already");
        assertThat(command("--fhir", export.toString(), "--profile", "rnu").status()).isEqualTo(2);
    }

    @Test
    void aProfileOfOnesOwnTakesThePlaceOfTheProjects() throws IOException {
        String shipped = Files.readString(Path.of(System.getProperty("arquipelago.root", "..")).resolve("federation-node/src/main/resources/profiles/fhir-patient.yaml"));
        Path own = Files.writeString(root.resolve("own.yaml"), shipped.replace("http://spms.min-saude.pt/rnu/identifiers/patient-id", "urn:x").replace("PATIENT_NUMBER", "GENERIC")
                .replace("otherwise: resource", "otherwise: resource\n    identifies: subject"));
        keys();
        assertThat(command("--fhir", export.toString(), "--fhir-profile", own.toString()).status()).isZero();
        assertThat(node.rows("fhir_patient WHERE patient = resource", "count(*)")).containsExactly("1");
    }

    private void refused(String manifest, String why) {
        node.write("manifest.json", manifest);
        assertThatThrownBy(() -> FhirBundles.export(export)).isInstanceOf(IngestFailure.class).hasMessageContaining(why);
    }

    private static String manifest(String... outputs) {
        return FhirResources.json("{'transactionTime':'2026-01-01T00:00:00Z',\n'request':'https://x/$export',\n'requiresAccessToken':false,\n'output':[\n" + String.join(",\n", outputs)
                + "],\n'deleted':[{'type':'Bundle','url':'https://x/d.ndjson'}],'error':[]}");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream to = new GZIPOutputStream(bytes)) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private record Said(int status, String text) {}

    private void keys() throws IOException {
        int made = KeysCommand.commandLine(ENVIRONMENT, new SecureRandom(), IngestFixture.CLOCK)
                .execute("pseudonymisation", "--out", root.resolve("key.p12").toString(), "--password-env", "KEY_PASSWORD");
        assertThat(made).isZero();
        Files.writeString(root.resolve("ingest.yaml"),
                "node: uls-teste\ndomain: test\nlake: node/lake\nquarantine: node/quarantine\nkey: {keystore: key.p12, password_env: KEY_PASSWORD}\n");
    }

    private Said command(String... more) {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new IngestCommand(IngestFixture.CLOCK, ENVIRONMENT)).setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        String[] arguments = new String[2 + more.length];
        System.arraycopy(new String[] {"--config", root.resolve("ingest.yaml").toString()}, 0, arguments, 0, 2);
        System.arraycopy(more, 0, arguments, 2, more.length);
        return new Said(command.execute(arguments), said.toString());
    }
}
