package pt.arquipelago.node.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;

/** An extract as CSV, with all columns that its profile knows; what a row does not name is empty. */
final class Extract {
    private final Profile profile;
    private final List<String> header;
    private final StringBuilder text = new StringBuilder();

    Extract(Profile profile) {
        this.profile = profile;
        this.header = profile.columns().stream().map(SourceColumn::name).toList();
        text.append(String.join(",", header)).append('\n');
    }

    Profile profile() {
        return profile;
    }

    /** @param cells name, value, name, value …; null is a missing value */
    void row(Map<String, Object> person, Object... cells) {
        Map<String, Object> row = new HashMap<>(person);
        row.keySet().retainAll(header);
        for (int i = 0; i < cells.length; i += 2) {
            if (!header.contains(cells[i].toString())) {
                throw new IllegalArgumentException("no column " + cells[i]);
            }
            row.put(cells[i].toString(), cells[i + 1]);
        }
        text.append(header.stream().map(name -> row.get(name) == null ? "" : row.get(name).toString()).collect(Collectors.joining(","))).append('\n');
    }

    Path write(Path folder) {
        try {
            return Files.writeString(Files.createDirectories(folder).resolve(profile.table() + ".csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
