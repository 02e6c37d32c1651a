package pt.arquipelago.node.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.Metadata;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * One Delta table, protocol 1/2, through Delta Standalone: the only class that would change for another library.
 * File statistics hold the number of rows and nothing else, for minima and maxima of pseudonyms would outlive an erasure.
 */
final class DeltaTable {
    private static final String ENGINE = "arquipelago";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    DeltaTable(Path folder) {
        this.folder = folder;
    }

    /** A data file that is part of a version. */
    record DataFile(Path path, long rows) {}

    record Content(Metadata metadata, List<DataFile> files) {}

    Content read(long version) {
        try {
            Snapshot snapshot = log().getSnapshotForVersionAsOf(version);
            List<DataFile> files = snapshot.getAllFiles().stream().map(this::dataFile).toList();
            return new Content(snapshot.getMetadata(), files);
        } catch (RuntimeException e) {
            throw new LakeException("version " + version + " of the Delta table " + folder.getFileName() + " cannot be read", e);
        }
    }

    /** Makes the table consist of {@code files}, which stand in its folder already; one commit. Returns its version. */
    long replace(Metadata metadata, List<DataFile> files) {
        try {
            DeltaLog log = log();
            OptimisticTransaction transaction = log.startTransaction();
            transaction.readWholeTable();
            List<Action> actions = new ArrayList<>();
            Set<Path> wanted = files.stream().map(DataFile::path).collect(Collectors.toSet());
            Set<Path> present = new HashSet<>();
            for (AddFile old : log.snapshot().getAllFiles()) {
                if (wanted.contains(dataFile(old).path())) {
                    present.add(dataFile(old).path());
                } else {
                    actions.add(old.remove());
                }
            }
            transaction.updateMetadata(metadata);
            for (DataFile file : files) {
                if (!present.contains(file.path())) {
                    actions.add(addFile(file));
                }
            }
            Operation operation = new Operation(Operation.Name.WRITE, Map.of("mode", "\"Overwrite\""));
            return transaction.commit(actions, operation, ENGINE).getVersion();
        } catch (IOException | RuntimeException e) {
            throw new LakeException("the Delta table " + folder.getFileName() + " cannot be committed", e);
        }
    }

    /** The id of the table, if it is there, so that it stays the same through its versions. */
    Optional<Metadata> newestMetadata() {
        DeltaLog log = log();
        return log.tableExists() ? Optional.of(log.snapshot().getMetadata()) : Optional.empty();
    }

    private DeltaLog log() {
        Configuration configuration = new Configuration();
        configuration.set("io.delta.standalone.PARQUET_DATA_TIME_ZONE_ID", "UTC");
        return DeltaLog.forTable(configuration, new org.apache.hadoop.fs.Path(folder.toUri()));
    }

    private DataFile dataFile(AddFile file) {
        URI uri = URI.create(file.getPath());
        Path path = uri.isAbsolute() ? Path.of(uri) : folder.resolve(uri.getPath());
        return new DataFile(path.toAbsolutePath(), rows(file));
    }

    private static long rows(AddFile file) {
        try {
            JsonNode stats = JSON.readTree(file.getStats() == null ? "{}" : file.getStats());
            return stats.path("numRecords").asLong();
        } catch (IOException e) {
            throw new LakeException("the statistics of a data file cannot be read", e);
        }
    }

    private AddFile addFile(DataFile file) throws IOException {
        String name = folder.relativize(file.path()).toString();
        // Standalone writes this text into its log as it stands, where the protocol wants a JSON string: hence quoted.
        String stats = JSON.writeValueAsString(JSON.createObjectNode().put("numRecords", file.rows()).toString());
        return new AddFile(name, Map.of(), Files.size(file.path()), Files.getLastModifiedTime(file.path()).toMillis(), true, stats, null);
    }
}
