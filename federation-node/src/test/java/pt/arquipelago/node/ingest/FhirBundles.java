package pt.arquipelago.node.ingest;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import pt.arquipelago.node.profile.ProfileReader;

/** Documents as an EHR system of a hospital would write them, made up: a Composition of the kind and what belongs to it. */
public final class FhirBundles {
    static final String SNS = "http://spms.min-saude.pt/rnu/identifiers/patient-id";
    static final String SUMMARY = "60591-5";
    static final String LABORATORY = "11502-2";
    static final String DISCHARGE = "34105-7";

    private final String identifier;
    private String kind;
    private final List<String> entries = new ArrayList<>();
    private String timestamp = "2025-06-07T09:10:11+01:00";
    private String composition = "";

    private FhirBundles(String identifier, String kind) {
        this.identifier = identifier;
        this.kind = kind;
    }

    /** @param identifier of the document, which is of the system of the hospital */
    public static FhirBundles document(String identifier, String kind) {
        return new FhirBundles(identifier, kind);
    }

    public FhirBundles made(String when) {
        this.timestamp = when;
        return this;
    }

    FhirBundles kind(String loinc) {
        this.kind = loinc;
        return this;
    }

    /** @param elements of the Composition beside those that all have */
    FhirBundles with(String elements) {
        this.composition = elements + ",";
        return this;
    }

    /** @param elements of the resource, after its type */
    public FhirBundles entry(String fullUrl, String type, String elements) {
        entries.add("{'fullUrl':'" + fullUrl + "','resource':{'resourceType':'" + type + "'," + elements + "}}");
        return this;
    }

    FhirBundles patient(String fullUrl, String number) {
        return entry(fullUrl, "Patient", "'identifier':[{'use':'official','system':'" + SNS + "','value':'" + number + "'}],'gender':'female','birthDate':'1960-02-03'");
    }

    /** Whom the Composition is of, if not of {@code urn:uuid:patient}. */
    public FhirBundles about(String patient) {
        return with("'subject':{'reference':'" + patient + "'}");
    }

    /** As one line. */
    public String line() {
        String first = "{'fullUrl':'urn:uuid:composition','resource':{'resourceType':'Composition','status':'final'," + composition + "'type':{'coding':[{'system':'http://loinc.org','code':'" + kind
                + "','display':'Documento'}]}," + (composition.contains("'subject'") ? "" : "'subject':{'reference':'urn:uuid:patient'},") + "'date':'2025-06-07','title':'Documento'}}";
        return json("{'resourceType':'Bundle','identifier':{'system':'urn:oid:2.999.1','value':'" + identifier + "'},'type':'document','timestamp':'" + timestamp + "','entry':["
                + first + entries.stream().map(entry -> "," + entry).collect(Collectors.joining()) + "]}") + "\n";
    }

    /** As a file of its own is often written. */
    String overLines() {
        return line().replace("[{", "[\n  {").replace(",\"", ",\n  \"").replaceFirst("\\{", "{\n  ");
    }

    static String lines(FhirBundles... documents) {
        return Arrays.stream(documents).map(FhirBundles::line).collect(Collectors.joining());
    }

    /** What is in a file of documents. */
    public static List<Ingest.Extract> extracts(Path file) {
        return export(file).extracts();
    }

    /** By the profiles that come with the project. */
    static FhirExport export(Path path) {
        return FhirExport.of(path, ProfileReader.FHIR.stream().map(ProfileReader::named).toList(), new PrintStream(OutputStream.nullOutputStream()));
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
