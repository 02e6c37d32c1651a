package pt.arquipelago.node.execution;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import pt.arquipelago.node.settings.NodeSettings.SparkSettings;

/** The one Spark session of a node, from start to close. */
public final class NodeSpark implements AutoCloseable {
    private final org.apache.spark.sql.classic.SparkSession session;
    private final Path warehouse;

    private NodeSpark(org.apache.spark.sql.classic.SparkSession session, Path warehouse) {
        this.session = session;
        this.warehouse = warehouse;
    }

    public static NodeSpark start(SparkSettings settings) {
        requireNonNull(settings, "settings is null");
        System.setProperty("user.timezone", "UTC");
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("UTC"));
        Path warehouse = temporaryFolder();
        var builder = org.apache.spark.sql.classic.SparkSession.builder().appName("arquipelago-node").master(settings.master());
        for (Map.Entry<String, String> flag : SparkFlags.all(warehouse.toUri().toString()).entrySet()) {
            builder.config(flag.getKey(), flag.getValue());
        }
        settings.memory().ifPresent(memory -> builder.config("spark.executor.memory", memory));
        var session = (org.apache.spark.sql.classic.SparkSession) builder.getOrCreate();
        return new NodeSpark(session, warehouse);
    }

    /** The parent of all sessions; questions run in fresh ones that the gate makes. */
    public SparkSession session() {
        return session;
    }

    @Override
    public void close() {
        session.stop();
        try {
            Files.deleteIfExists(warehouse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("arquipelago-warehouse");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }
}
