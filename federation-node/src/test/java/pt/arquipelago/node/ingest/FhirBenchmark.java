package pt.arquipelago.node.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/**
 * Ingest of a bulk export of so many made-up resources, one patient for each fifty, with the texts and identifiers that a server
 * writes beside: {@code FhirBenchmark RESOURCES FOLDER}; with {@code documents} behind, of documents, one for each patient.
 */
public final class FhirBenchmark {
    private static final List<String> TYPES = List.of("Encounter", "Encounter", "Encounter", "Condition", "Condition", "Observation", "Observation", "Observation", "Observation", "MedicationRequest");
    private static final int RESOURCES_OF_A_PATIENT = 50;

    private final SplittableRandom random = new SplittableRandom(7);

    private FhirBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int resources = Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory(Path.of(arguments[1]), "fhir");
        Path export = Files.createDirectory(folder.resolve("export"));
        if (arguments.length > 2 && arguments[2].equals("documents")) {
            new FhirBenchmark().documents(export, resources);
        } else {
            new FhirBenchmark().write(export, resources);
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(export)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        double before = processorSeconds();
        Instant start = Clock.systemUTC().instant();
        long read = ingest(folder, export);
        double took = Duration.between(start, Clock.systemUTC().instant()).toMillis() / 1000.0;
        double processor = processorSeconds() - before;
        System.out.printf(Locale.ROOT, "%,d resources of %,d bytes on average; ingest %.1f s (%,.0f resources/s, at most %,d MiB); processor time %.1f s (%,.0f resources a second of one processor)%n",
                read, bytes / read, took, read / took, mostMemory(), processor, read / processor);
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static long ingest(Path folder, Path export) {
        KeyedDomain domain = KeyedDomain.of("benchmark", List.of(NodeKey.generate(new SecureRandom())));
        IngestSettings settings = new IngestSettings("benchmark", "benchmark", folder.resolve("lake"), folder.resolve("quarantine"),
                KeySetting.ofKeystore(folder.resolve("none"), "NONE"), List.of(), 0, true, "1GB");
        Ingest.Outcome outcome = new Ingest(settings, domain, Clock.systemUTC(), new PrintStream(OutputStream.nullOutputStream())).load(FhirBundles.export(export).extracts());
        if (outcome.version().isEmpty()) {
            throw new IllegalStateException("an extract was refused");
        }
        return outcome.reports().stream().mapToLong(LoadReport::read).sum();
    }

    private void write(Path export, int resources) throws IOException {
        int patients = Math.max(1, resources / RESOURCES_OF_A_PATIENT);
        try (BufferedWriter to = Files.newBufferedWriter(export.resolve("Patient.ndjson"))) {
            for (int i = 0; i < patients; i++) {
                to.write(patient(i));
            }
        }
        for (String type : TYPES.stream().distinct().toList()) {
            long count = (long) (resources - patients) * TYPES.stream().filter(type::equals).count() / TYPES.size();
            try (BufferedWriter to = Files.newBufferedWriter(export.resolve(type + ".ndjson"))) {
                for (long i = 0; i < count; i++) {
                    to.write(resource(type, random.nextInt(patients)));
                }
            }
        }
    }

    /** A line for each, with addresses, and references of all kinds. */
    private void documents(Path export, int resources) throws IOException {
        try (BufferedWriter to = Files.newBufferedWriter(export.resolve("documents.ndjson"))) {
            for (int i = 0; i < Math.max(1, resources / RESOURCES_OF_A_PATIENT); i++) {
                String patient = "urn:uuid:" + id("Patient", i);
                FhirBundles document = FhirBundles.document("document-" + i, FhirBundles.SUMMARY).about(patient).entry(patient, "Patient", elements(patient(i)));
                for (int k = 2; k < RESOURCES_OF_A_PATIENT; k++) {
                    String type = TYPES.get(k % TYPES.size());
                    document.entry("urn:uuid:" + new UUID(random.nextLong(), random.nextLong()), type, elements(resource(type, i)));
                }
                to.write(document.line());
            }
        }
    }

    private static String elements(String resource) {
        return resource.substring(resource.indexOf(',') + 1, resource.length() - 2);
    }

    private String patient(int i) {
        return FhirResources.json("{'resourceType':'Patient','id':'" + id("Patient", i) + "','text':{'status':'generated','div':'<div>" + "texto ".repeat(20) + "</div>'},'identifier':[{'system':"
                + "'http://spms.min-saude.pt/rnu/identifiers/patient-id','value':'" + (200_000_000 + i) + "'}],'name':[{'family':'Apelido','given':['Nome']}],'gender':'"
                + (i % 2 == 0 ? "female" : "male") + "','birthDate':'19" + (30 + i % 70) + "-03-04','address':[{'line':['Rua'],'country':'PT'}]}\n");
    }

    private String resource(String type, int patient) {
        return FhirResources.json("{'resourceType':'" + type + "','id':'" + new UUID(random.nextLong(), random.nextLong()) + "','meta':{'versionId':'1','lastUpdated':'2025-01-01T10:11:12.345+00:00','profile':"
                + "['http://hl7.org/fhir/StructureDefinition/" + type + "']},'text':{'status':'generated','div':'<div>" + "texto ".repeat(30)
                + "</div>'},'identifier':[{'system':'urn:institution','value':'" + random.nextInt() + "'}],'subject':{'reference':'Patient/" + id("Patient", patient) + "','display':'Nome Apelido'},"
                + "'encounter':{'reference':'Encounter/" + id("Encounter", random.nextInt(1 << 20)) + "'}," + inner(type) + "}\n");
    }

    private String inner(String type) {
        String day = "2025-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(9);
        String code = "'code':{'coding':[{'system':'http://snomed.info/sct','code':'" + (100_000_000 + random.nextInt(5000)) + "','display':'O que se observou'}],'text':'O que se observou'}";
        return switch (type) {
            case "Encounter" -> "'status':'finished','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'AMB'},'period':{'start':'" + day + "T10:00:00+01:00','end':'" + day
                    + "T11:00:00+01:00'},'participant':[{'individual':{'reference':'Practitioner/" + id("Practitioner", random.nextInt(500)) + "','display':'Nome'}}]";
            case "Condition" -> code + ",'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},'onsetDateTime':'" + day + "','recordedDate':'" + day + "'";
            case "Observation" -> code + ",'status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],'effectiveDateTime':'" + day
                    + "T08:00:00Z','valueQuantity':{'value':" + random.nextInt(1000) / 10.0 + ",'unit':'mmol/L','system':'http://unitsofmeasure.org','code':'mmol/L'}";
            default -> "'status':'active','intent':'order','medicationCodeableConcept':{'coding':[{'system':'http://www.whocc.no/atc','code':'A10BA02','display':'metformina'}]},'authoredOn':'" + day
                    + "','requester':{'reference':'Practitioner/" + id("Practitioner", random.nextInt(500)) + "'},'dosageInstruction':[{'text':'um por dia','timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d'}}}]";
        };
    }

    private static UUID id(String type, int i) {
        return new UUID(type.hashCode(), i);
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static long mostMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
    }
}
