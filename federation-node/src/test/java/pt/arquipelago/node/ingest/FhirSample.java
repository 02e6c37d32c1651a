package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A published bulk export of ten synthetic patients, and its resources read a second time by other means. */
public final class FhirSample {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirExport export;
    private final Map<String, List<JsonNode>> resources = new HashMap<>();

    private FhirSample(Path folder) throws IOException {
        this.export = FhirBundles.export(folder);
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(any -> any.toString().endsWith(".ndjson.gz")).toList()) {
                read(file);
            }
        }
    }

    /** If the folder with published material is set; else it is said that {@code what} does not run. */
    public static Optional<FhirSample> given(String what) throws IOException {
        String data = System.getenv("ARQUIPELAGO_TEST_DATA");
        if (data == null) {
            System.out.println(what + ": not run: folder not set (ARQUIPELAGO_TEST_DATA)");
            return Optional.empty();
        }
        return Optional.of(new FhirSample(Path.of(data).resolve("fhir_bulk_smart10")));
    }

    private void read(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode resource = JSON.readTree(line);
                resources.computeIfAbsent(resource.required("resourceType").asText(), name -> new ArrayList<>()).add(resource);
            }
        }
    }

    public List<Ingest.Extract> extracts() {
        return export.extracts();
    }

    List<String> leftOut() {
        return export.leftOut();
    }

    public List<JsonNode> resources(String type) {
        return resources.get(type);
    }

    Collection<List<JsonNode>> resources() {
        return resources.values();
    }

    /** The first code of an element in each resource, sorted. */
    public List<String> codes(String type, String element) {
        return resources(type).stream().map(resource -> resource.required(element).required("coding").get(0).required("code").asText()).sorted().toList();
    }
}
