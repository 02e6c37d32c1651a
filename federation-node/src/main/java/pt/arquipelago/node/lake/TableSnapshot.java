package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * One version of one table, pinned: its Parquet files never change, whatever is ingested meanwhile.
 *
 * @param files absolute paths; timestamps in them are UTC microseconds
 */
public record TableSnapshot(String table, long deltaVersion, List<Path> files, long rows, TableDescription description) {
    public TableSnapshot {
        requireNonNull(table, "table is null");
        files = List.copyOf(files);
        requireNonNull(description, "description is null");
    }
}
