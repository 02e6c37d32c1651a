package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a table's columns stand in FHIR resources, one row for each: a view in the manner of SQL on FHIR.
 *
 * @param resource its type, such as {@code Observation}
 * @param paths for each column in the profile's order where its value is looked for; the first path that finds one counts
 */
public record FhirView(String resource, Map<String, List<FhirPath>> paths) {
    public FhirView {
        requireNonNull(resource, "resource is null");
        paths = new LinkedHashMap<>(paths);
    }

    /** Reads a profile's {@code fhir} and the {@code path} of its columns. */
    static FhirView read(ProfileNode root, List<SourceColumn> columns) {
        String resource = root.child("fhir").orElseThrow().allow("resource").text("resource");
        if (!resource.matches("[A-Z][A-Za-z]{1,47}")) {
            throw root.wrong("fhir", "expected a type of resource such as Observation, found '" + resource + "'");
        }
        if (root.has("csv")) {
            throw root.wrong("csv", "a profile is of FHIR or of CSV, not of both");
        }
        List<ProfileNode> nodes = root.children("columns");
        Map<String, List<FhirPath>> paths = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            ProfileNode node = nodes.get(i);
            boolean identifier = columns.get(i).makes().stream().anyMatch(made -> made.description().isPseudonym());
            if (columns.get(i).isDropped()) {
                throw node.wrong("class", "of a resource only what has a column is read: leave out what is not wanted");
            }
            List<String> texts = node.isList("path") ? node.texts("path") : List.of(node.text("path"));
            paths.put(columns.get(i).name(), texts.stream().map(text -> path(node, text, resource, identifier)).toList());
        }
        return new FhirView(resource, paths);
    }

    private static FhirPath path(ProfileNode node, String text, String resource, boolean identifier) {
        try {
            return FhirPathReader.read(text, resource, identifier);
        } catch (IllegalArgumentException e) {
            throw node.wrong("path", e.getMessage());
        }
    }
}
