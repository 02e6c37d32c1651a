package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to the extracts of one table.
 *
 * @param load how they came to what the table held
 * @param known whether the very same extract was loaded before, so that nothing was done
 * @param deltaVersion empty if the whole extract was refused
 * @param notes things that are no errors and want a look
 */
public record LoadReport(
        String system,
        String table,
        String load,
        boolean known,
        List<String> files,
        long read,
        long accepted,
        long quarantined,
        Map<Reason, Long> reasons,
        Optional<Path> quarantine,
        List<Treatments> columns,
        Optional<Long> deltaVersion,
        Duration took,
        List<String> notes) {

    public LoadReport {
        files = List.copyOf(files);
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    public boolean refused() {
        return deltaVersion.isEmpty();
    }

    public long rowsPerSecond() {
        return Math.round(read / Math.max(took.toMillis() / 1000.0, 0.001));
    }
}
