package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pt.arquipelago.node.profile.FhirPath;
import pt.arquipelago.node.profile.FhirView;
import pt.arquipelago.node.profile.Profile;

/** One resource into the cells of its row. Elements that no path of the profile names are read over and never held. */
final class FhirProjection {
    /** What is wrong with a resource, and in which column if it is of one. */
    record Wrong(Reason reason, String column) {}

    private static final int DEEPEST = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(100).maxStringLength(FhirScanner.LONGEST_LINE).build()).build();

    private final String resource;
    private final FhirElement.Wanted wanted;
    private final String[] columns;
    private final boolean[] lists;
    private final List<List<FhirValues>> paths = new ArrayList<>();
    private final String[] cells;

    FhirProjection(Profile profile) {
        this(profile, new FhirElement.Wanted());
    }

    /** @param wanted is told which elements its columns want, beside those of others */
    FhirProjection(Profile profile, FhirElement.Wanted wanted) {
        this.wanted = wanted;
        FhirView view = profile.fhir().orElseThrow();
        this.resource = view.resource();
        this.columns = view.paths().keySet().toArray(String[]::new);
        this.lists = new boolean[columns.length];
        this.cells = new String[columns.length];
        wanted.want(List.of("resourceType"));
        int i = 0;
        for (Map.Entry<String, List<FhirPath>> column : view.paths().entrySet()) {
            lists[i++] = profile.column(column.getKey()).orElseThrow().isList();
            paths.add(column.getValue().stream().map(path -> new FhirValues(path, wanted)).toList());
        }
    }

    /** Reads a line. @return what is wrong, or null; then {@link #cells} has its row */
    Wrong read(byte[] line, int start, int end) throws IOException {
        FhirElement root;
        try (JsonParser parser = JSON.createParser(line, start, end - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Wrong(Reason.JSON, "");
            }
            root = FhirElement.read(parser, wanted);
            if (parser.nextToken() != null) {
                return new Wrong(Reason.JSON, "");
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // Its text quotes the line.
            return new Wrong(Reason.JSON, "");
        }
        return row(root);
    }

    /** Of a resource that was read. @return what is wrong, or null; then {@link #cells} has its row */
    Wrong row(FhirElement root) {
        if (!resource.equals(root.text("resourceType"))) {
            return new Wrong(Reason.RESOURCE, "");
        }
        for (int i = 0; i < columns.length; i++) {
            Reason wrong = cell(i, root);
            if (wrong != null) {
                return new Wrong(wrong, columns[i]);
            }
        }
        return null;
    }

    /** Of the resource that was read last; null where there is no value. The same array each time. */
    String[] cells() {
        return cells;
    }

    private Reason cell(int column, FhirElement root) {
        cells[column] = null;
        for (FhirValues path : paths.get(column)) {
            List<FhirElement> found = path.of(root);
            if (found.isEmpty()) {
                continue;
            }
            if (found.size() > 1 && !lists[column]) {
                return Reason.SEVERAL;
            }
            for (FhirElement value : found) {
                if (!value.isText()) {
                    return Reason.TYPE;
                }
            }
            cells[column] = found.size() == 1 ? found.get(0).text() : String.join("|", found.stream().map(FhirElement::text).toList());
            return null;
        }
        return null;
    }
}
