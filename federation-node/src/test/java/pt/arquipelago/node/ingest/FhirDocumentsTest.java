package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pt.arquipelago.node.ingest.FhirBundles.DISCHARGE;
import static pt.arquipelago.node.ingest.FhirBundles.LABORATORY;
import static pt.arquipelago.node.ingest.FhirBundles.SUMMARY;
import static pt.arquipelago.node.ingest.FhirBundles.document;
import static pt.arquipelago.node.ingest.FhirBundles.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/** Documents of the European format (EHRxF) on their way into the tables of their resources. */
class FhirDocumentsTest {
    private static final List<Profile> PROFILES = ProfileReader.FHIR.stream().map(ProfileReader::named).toList();
    private static final String OF_PATIENT = "'subject':{'reference':'urn:uuid:patient'}";
    private static final String DIABETES = OF_PATIENT + ",'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10','code':'E11.9'}]},'recordedDate':'2025-03-04'";
    private static final String GLUCOSE = OF_PATIENT + ",'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'15074-8'}]},'effectiveDateTime':'2025-06-07',"
            + "'valueQuantity':{'value':5.6,'system':'http://unitsofmeasure.org','code':'mmol/L'}";

    @TempDir
    Path root;
    private IngestFixture node;
    private List<String> leftOut;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 1);
    }

    @Test
    void documentsOfThreeKindsComeIntoTheTablesOfTheirResources() {
        Outcome outcome = load("documents.ndjson", lines(summary("1", "813274001"),
                document("2", LABORATORY).patient("urn:uuid:patient", "813274001").entry("urn:uuid:o", "Observation", GLUCOSE)
                        .entry("urn:uuid:r", "DiagnosticReport", OF_PATIENT + ",'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'11502-2'}]}"),
                document("3", DISCHARGE).with("'encounter':{'reference':'urn:uuid:e'},'section':[{'code':{'coding':[{'system':'http://loinc.org','code':'8648-8'}]}}]")
                        .patient("urn:uuid:patient", "813274002").entry("urn:uuid:e", "Encounter", OF_PATIENT + ",'status':'finished','class':{'code':'IMP'}")
                        .entry("urn:uuid:c", "Condition", DIABETES + ",'encounter':{'reference':'urn:uuid:e'}")));
        assertThat(outcome.version()).isPresent();
        assertThat(outcome.reports()).allSatisfy(report -> assertThat(report.quarantined()).as(report.table()).isZero());
        assertThat(node.rows("fhir_composition", "kind, status, document_day, sections")).containsExactly("11502-2|final|2025-06-07|null", "34105-7|final|2025-06-07||8648-8|", "60591-5|final|2025-06-07|null");
        assertThat(node.rows("fhir_patient", "patient")).containsExactlyInAnyOrder(person("813274001"), person("813274002"));
        assertThat(node.rows("fhir_composition", "patient")).containsExactlyInAnyOrder(person("813274001"), person("813274001"), person("813274002"));
        assertThat(node.rows("fhir_observation", "patient, loinc, value, unit")).containsExactly(person("813274001") + "|15074-8|5.600000|mmol/L");
        assertThat(node.rows("fhir_medication_statement", "patient, atc, status")).containsExactly(person("813274001") + "|A10BA02|active");
        assertThat(node.rows("fhir_diagnostic_report", "loinc")).containsExactly("11502-2");
        assertThat(node.rows("fhir_condition WHERE encounter IS NOT NULL", "encounter")).isEqualTo(node.rows("fhir_encounter", "encounter")).hasSize(1)
                .isEqualTo(node.rows("fhir_composition WHERE encounter IS NOT NULL", "encounter"));
    }

    @Test
    void aFileOfManyAFolderOfFilesAndCompressedOnesGiveTheSameRows() throws IOException {
        FhirBundles one = summary("1", "813274001");
        FhirBundles two = summary("2", "813274002");
        load("documents.ndjson", lines(one, two));
        IngestFixture other = new IngestFixture(root.resolve("other"), 0);
        other.write("a.json", one.overLines());
        Path folder = other.write("b.json.gz", gzip("\ufeff" + two.line())).getParent();
        other.load(FhirBundles.export(folder).extracts());
        for (Profile profile : PROFILES.stream().filter(any -> node.lake().currentSnapshot(any.table()).isPresent()).toList()) {
            assertThat(other.rows(profile.table(), "*")).as(profile.table()).isEqualTo(node.rows(profile.table(), "*"));
        }
        assertThat(node.rows("fhir_condition", "count(*)")).containsExactly("2");
        assertThat(one.overLines().lines().count()).isGreaterThan(20);
    }

    @Test
    void addressesOfTwoDocumentsDoNotClashAndTheSameDocumentAgainIsTheSame() {
        load("one.ndjson", lines(summary("1", "813274001"), summary("2", "813274001")));
        assertThat(node.rows("fhir_condition", "DISTINCT condition")).hasSize(2);
        load("two.ndjson", lines(summary("2", "813274001")));
        assertThat(node.rows("fhir_condition", "DISTINCT condition")).hasSize(2);
        assertThat(node.rows("fhir_composition", "count(*)")).containsExactly("2");
    }

    @Test
    void referencesFindTheirResourceByAddressRelativeToTheirOwnOrByItsId() {
        load("documents.ndjson", lines(document("1", SUMMARY).with("'subject':{'reference':'https://a.example/fhir/Patient/7'}").patient("https://a.example/fhir/Patient/7", "813274001")
                .entry("https://a.example/fhir/Condition/1", "Condition", DIABETES.replace("urn:uuid:patient", "Patient/7"))
                .entry("https://a.example/fhir/Condition/2", "Condition", DIABETES.replace("urn:uuid:patient", "https://a.example/fhir/Patient/7/_history/2"))
                .entry("https://b.example/fhir/Condition/1", "Condition", DIABETES.replace("urn:uuid:patient", "Patient/7"))
                .entry("urn:uuid:p", "Patient", "'id':'p','gender':'male','identifier':[{'system':'urn:x','value':'1'}]")
                .entry("urn:uuid:c", "Condition", DIABETES.replace("urn:uuid:patient", "Patient/p"))));
        assertThat(node.rows("fhir_condition", "patient")).containsExactlyInAnyOrder(person("813274001"), person("813274001"),
                String.valueOf(IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.FHIR_RESOURCE, "Patient?identifier=urn:x|1")));
        // Of the other server's Patient/7 nothing is known.
        assertThat(listed()).containsExactly("documents.ndjson 1 5 patient reference");
    }

    @Test
    void whoseReferencesLeadOutOfTheDocumentStaysOutEvenIfTheLakeKnowsSuchAPatient() {
        node.load(ProfileReader.named("fhir-patient"), node.write("Patient.ndjson", FhirResources.lines("Patient")));
        Outcome outcome = load("documents.ndjson", lines(summary("1", "813274001"), document("2", SUMMARY).entry("urn:uuid:c", "Condition", DIABETES.replace("urn:uuid:patient", "Patient/p1"))));
        assertThat(listed()).containsExactlyInAnyOrder("documents.ndjson 2 1 patient reference", "documents.ndjson 2 2 patient reference");
        assertThat(outcome.reports()).allSatisfy(report -> assertThat(report.read()).isEqualTo(report.accepted() + report.quarantined()));
    }

    @Test
    void aDocumentOfAnotherKindIsListedWithAllThatItHolds() {
        Outcome outcome = load("documents.ndjson", lines(summary("1", "813274001"), summary("2", "813274002").kind("11488-4")));
        assertThat(listed()).containsExactlyInAnyOrder("documents.ndjson 2 1 kind code", "documents.ndjson 2 2 - document", "documents.ndjson 2 3 - document", "documents.ndjson 2 4 - document");
        assertThat(node.rows("fhir_patient", "patient")).containsExactly(person("813274001"));
        Map<String, String> counts = outcome.reports().stream().collect(Collectors.toMap(LoadReport::table, report -> report.read() + " " + report.accepted() + " " + report.quarantined()));
        assertThat(counts).containsExactlyInAnyOrderEntriesOf(Map.of("fhir_composition", "2 1 1", "fhir_patient", "2 1 1", "fhir_condition", "2 1 1", "fhir_medication_statement", "2 1 1"));
        assertThat(leftOut).containsExactly("documents: 1 resources of Medication, which no profile takes");
    }

    @Test
    void aKindIsTakenOnceTheProfileSaysSo() throws IOException {
        String shipped = Files.readString(Path.of(System.getProperty("arquipelago.root", "..")).resolve("federation-node/src/main/resources/profiles/fhir-composition.yaml"));
        Path own = Files.writeString(root.resolve("own.yaml"), shipped.replace("codes: {\"60591-5\":", "codes: {\"11488-4\": {pt: consulta, en: consultation}, \"60591-5\":"));
        Path file = node.write("documents.ndjson", lines(summary("1", "813274001").kind("11488-4")));
        node.load(FhirExport.of(file, FhirExport.profiles(PROFILES, List.of(ProfileReader.read(own))), new PrintStream(node.progress)).extracts());
        assertThat(node.rows("fhir_composition", "kind")).containsExactly("11488-4");
        assertThat(node.rows("fhir_condition", "count(*)")).containsExactly("1");
    }

    @Test
    void whatIsNoDocumentIsListedWithItsLine() {
        String good = summary("1", "813274001").line();
        Outcome outcome = load("documents.ndjson", good + good.replace("\"document\"", "\"searchset\"") + FhirBundles.json("{'resourceType':'Patient','id':'a'}\n") + "no json\n"
                + good.replace("\"Composition\"", "\"Basic\"") + good.replace("\"identifier\":{\"system\":\"urn:oid:2.999.1\"", "\"identifier\":{\"x\":\"y\"")
                + good.replace("urn:uuid:condition", "urn:uuid:medication") + FhirBundles.json("{'resourceType':'Bundle','type':'document','entry':[" + "{},".repeat(FhirBundle.MOST) + "{}]}\n")
                + "\0\n" + good.substring(0, 200));
        assertThat(listed().stream().filter(line -> !line.endsWith("document"))).containsExactlyInAnyOrder("documents.ndjson 2 0 Bundle.type bundle", "documents.ndjson 3 0 resourceType bundle",
                "documents.ndjson 4 0 - json", "documents.ndjson 5 0 Bundle.entry bundle", "documents.ndjson 6 0 Bundle.identifier bundle", "documents.ndjson 7 0 Bundle.entry.fullUrl bundle",
                "documents.ndjson 8 0 - too_long", "documents.ndjson 9 0 - control", "documents.ndjson 10 0 - cut_off");
        assertThat(listed().stream().filter(line -> line.endsWith("- document"))).hasSize(12);
        assertThat(outcome.reports()).extracting(report -> report.table() + " " + report.read() + " " + report.accepted())
                .containsExactlyInAnyOrder("fhir_composition 10 1", "fhir_patient 5 1", "fhir_condition 5 1", "fhir_medication_statement 5 1");
    }

    @Test
    void ofOneDocumentToldTwiceWhatDiffersStaysOutWithBothPlaces() {
        FhirBundles again = document("1", SUMMARY).patient("urn:uuid:patient", "813274001").entry("urn:uuid:condition", "Condition", DIABETES.replace("E11.9", "I10"))
                .entry("urn:uuid:other", "Condition", DIABETES);
        Outcome outcome = load("documents.ndjson", lines(summary("1", "813274001"), again));
        assertThat(listed()).containsExactlyInAnyOrder("documents.ndjson 1 3 condition repeated", "documents.ndjson 2 3 condition repeated");
        assertThat(node.rows("fhir_condition", "icd10")).containsExactly("E11.9");
        assertThat(node.rows("fhir_composition", "count(*)")).containsExactly("1");
        assertThat(outcome.reports()).filteredOn(report -> report.table().equals("fhir_condition")).singleElement().satisfies(report -> assertThat(report.read()).isEqualTo(3));
    }

    @Test
    void aCompressedFileThatIsCutChangesNoTable() throws IOException {
        byte[] whole = gzip(lines(summary("1", "813274001"), summary("2", "813274001")));
        Path file = node.write("documents.ndjson.gz", Arrays.copyOf(whole, whole.length - 20));
        assertThatThrownBy(() -> FhirBundles.export(file)).isInstanceOf(IngestFailure.class).hasMessageContaining("documents.ndjson.gz could not be read to its end").hasMessageContaining("no table changed");
    }

    @Test
    void aFileThatIsCutIsOneDocumentThatIsListed() {
        node.write("a.json", summary("1", "813274001").overLines());
        String whole = summary("2", "813274002").overLines();
        Path folder = node.write("b.json", whole.substring(0, whole.length() - 30)).getParent();
        load(folder);
        assertThat(listed()).containsExactly("b.json 1 0 - cut_off");
        assertThat(node.rows("fhir_composition", "count(*)")).containsExactly("1");
    }

    @Test
    void aBundleOfAnotherTypeIsRefusedWithItsFileAndWhatIsWanted() {
        for (String type : List.of("searchset", "transaction", "collection")) {
            Path file = node.write("all.json", summary("1", "813274001").line().replace("\"document\"", "\"" + type + "\""));
            assertThatThrownBy(() -> FhirBundles.export(file)).isInstanceOf(IngestFailure.class).hasMessageContaining("all.json is a Bundle of type " + type + " (line 1)")
                    .hasMessageContaining("one of type document was expected");
        }
    }

    @Test
    void aDocumentForTheProfileOfAResourceIsRefusedWithTheRemedy() {
        Path file = node.write("Patient.json", summary("1", "813274001").line());
        assertThatThrownBy(() -> node.load(ProfileReader.named("fhir-patient"), file)).isInstanceOf(IngestFailure.class).hasMessageContaining("Patient.json is a Bundle (line 1)")
                .hasMessageContaining("documents (EHRxF) are taken with --fhir");
    }

    @Test
    void resourcesByTheLineWhereADocumentIsWantedAreRefused() {
        Path file = node.write("Patient.ndjson", FhirResources.lines("Patient"));
        assertThatThrownBy(() -> FhirBundles.export(file)).isInstanceOf(IngestFailure.class).hasMessageContaining("Patient.ndjson").hasMessageContaining("a file of documents (Bundles)");
    }

    @Test
    void documentsLieBesideTheFilesOfAnExport() {
        node.write("Patient.000.ndjson", FhirResources.lines("Patient"));
        node.write("Condition.000.ndjson", FhirResources.lines("Condition"));
        load(node.write("Patient-summary.json", summary("1", "813274009").line()).getParent());
        assertThat(node.rows("fhir_condition", "patient")).containsExactlyInAnyOrder(person("813274001"), person("813274009"));
    }

    @Test
    void ofAPatientTheNewestDocumentTells() {
        String male = "'gender':'male','identifier':[{'system':'urn:x','value':'9'}]";
        load("documents.ndjson", lines(document("1", SUMMARY).made("2025-03-01T00:00:00Z").entry("urn:uuid:patient", "Patient", male),
                document("2", SUMMARY).made("2025-06-01T01:00:00+02:00").entry("urn:uuid:patient", "Patient", male.replace("male", "female")),
                document("3", SUMMARY).made("2025-05-31T22:59:59Z").entry("urn:uuid:patient", "Patient", male.replace("male", "other"))));
        assertThat(node.rows("fhir_patient", "gender")).containsExactly("female");
        assertThat(node.rows("fhir_composition", "DISTINCT patient")).isEqualTo(node.rows("fhir_patient", "patient"));
        assertThat(leftOut).containsExactly("documents: 2 resources of Patient, whose patients a newer document tells of");
    }

    /** Else each of one person's documents would count as a person. */
    @Test
    void aPatientWithoutIdentifierOrAddressStaysOutWithAllThatIsTheirs() {
        load("documents.ndjson", lines(document("1", SUMMARY).entry("urn:uuid:patient", "Patient", "'id':'1','gender':'male'").entry("urn:uuid:c", "Condition", DIABETES), summary("2", "813274001")));
        assertThat(listed()).containsExactlyInAnyOrder("documents.ndjson 1 1 patient reference", "documents.ndjson 1 2 resource missing", "documents.ndjson 1 3 patient reference");
    }

    @Test
    void aPractitionerIsTheSameInAllDocumentsAndARoleIsItsPractitioner() {
        load("documents.ndjson", lines(signed("1", "'identifier':[{'system':'urn:om','value':'12345'}]"), signed("2", "'identifier':[{'system':'urn:om','value':'12345'}]"), signed("3", "'active':true")));
        assertThat(node.rows("fhir_composition", "author")).containsExactly(doctor("urn:om|12345"), doctor("urn:om|12345"), "null");
        assertThat(node.rows("fhir_condition", "recorder")).isEqualTo(node.rows("fhir_composition", "author"));
        assertThat(node.rows("fhir_composition", "DISTINCT custodian")).containsExactly(
                String.valueOf(IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.FHIR_RESOURCE, "Organization?identifier=urn:ietf:rfc:3986|https://h.example/fhir/Organization/1")));
    }

    @Test
    void ofARestrictedDocumentNoResourceKeepsItsCodes() {
        load("documents.ndjson", lines(summary("1", "813274001").with("'confidentiality':'R','section':[{'code':{'coding':[{'system':'http://loinc.org','code':'8648-8'}]}}]")));
        assertThat(node.rows("fhir_condition", "icd10, code, recorded_day, confidentiality")).containsExactly("null|null|2025-03-04|R");
        assertThat(node.rows("fhir_medication_statement", "atc, confidentiality")).containsExactly("null|R");
        assertThat(node.rows("fhir_composition", "kind, sections, confidentiality")).containsExactly("60591-5|null|R");
    }

    @Test
    void nothingThatNamesAPersonIsInAnyByteThatTheNodeWrites() throws IOException {
        FhirBundles document = document("Marcada-document", SUMMARY).with("'text':{'div':'<div>Marcada</div>'},'custodian':{'display':'Marcada'}");
        String patient = FhirResources.lines("Patient").lines().findFirst().orElseThrow().replace('"', '\'');
        document.entry("urn:uuid:patient", "Patient", elements(patient));
        for (String name : ProfileReader.FHIR.subList(1, ProfileReader.FHIR.size() - 1)) {
            String type = ProfileReader.named(name).fhir().orElseThrow().resource();
            FhirResources.lines(type).lines().forEach(line -> document.entry("urn:uuid:" + type + line.hashCode(), type,
                    elements(line.replace('"', '\'').replace("Patient/p1", "urn:uuid:patient"))));
        }
        Outcome outcome = load("documents.ndjson", document.line());
        assertThat(outcome.reports()).hasSize(ProfileReader.FHIR.size()).allSatisfy(report -> assertThat(report.quarantined()).as(report.table()).isZero());
        StringBuilder written = new StringBuilder(ReportText.table(outcome)).append(ReportText.json("uls-teste", outcome, Map.of(), leftOut)).append(node.progress);
        try (Stream<Path> files = Files.walk(node.node())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        PROFILES.forEach(profile -> written.append(node.rows(profile.table(), "*")));
        assertThat(document.line()).contains("Marcada", "813274001", "1950-07-15");
        assertThat(written.toString()).doesNotContain("Marcada").doesNotContain("813274001").doesNotContain("1950-07-15");
    }

    private static String elements(String resource) {
        return resource.substring(resource.indexOf(',') + 1, resource.length() - 1);
    }

    /** With a problem and a medicine, whose code is another entry's. */
    private static FhirBundles summary(String identifier, String patient) {
        return document(identifier, SUMMARY).patient("urn:uuid:patient", patient).entry("urn:uuid:condition", "Condition", DIABETES)
                .entry("urn:uuid:statement", "MedicationStatement", OF_PATIENT + ",'status':'active','effectivePeriod':{'start':'2024'},'medicationReference':{'reference':'urn:uuid:medication'}")
                .entry("urn:uuid:medication", "Medication", "'code':{'coding':[{'system':'http://www.whocc.no/atc','code':'A10BA02'}]}");
    }

    private static FhirBundles signed(String identifier, String practitioner) {
        return document(identifier, SUMMARY).with("'author':[{'reference':'urn:uuid:role'}],'custodian':{'reference':'https://h.example/fhir/Organization/1'}").patient("urn:uuid:patient", "813274001")
                .entry("urn:uuid:role", "PractitionerRole", "'practitioner':{'reference':'urn:uuid:doctor'}").entry("urn:uuid:doctor", "Practitioner", practitioner)
                .entry("urn:uuid:c", "Condition", DIABETES + ",'recorder':{'reference':'urn:uuid:doctor'}");
    }

    private Outcome load(String name, String text) {
        return load(node.write(name, text));
    }

    private Outcome load(Path path) {
        FhirExport export = FhirBundles.export(path);
        leftOut = export.leftOut();
        return node.load(export.extracts());
    }

    /** The quarantine as {@code file line entry column reason}. */
    private List<String> listed() {
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(node.node().resolve("quarantine"))) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode json = new ObjectMapper().readTree(line);
                    all.add(json.get("file").asText() + " " + json.get("line") + " " + json.path("entry").asLong() + " " + json.path("column").asText("-") + " " + json.get("reason").asText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String person(String number) {
        return String.valueOf(IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, number));
    }

    private static String doctor(String identifier) {
        return String.valueOf(IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.FHIR_RESOURCE, "Practitioner?identifier=" + identifier));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream to = new GZIPOutputStream(bytes)) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
