package pt.arquipelago.node.execution;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every flag of the node's Spark session, in one place, each with its reason. */
public final class SparkFlags {
    private SparkFlags() {}

    /** @param warehouse a folder that Spark may use for what it insists on having; nothing is written there */
    public static Map<String, String> all(String warehouse) {
        Map<String, String> flags = new LinkedHashMap<>();
        // Nothing listens, nothing is shown: a node has no page of Spark's, and its plans carry the question's literals.
        flags.put("spark.ui.enabled", "false");
        flags.put("spark.driver.host", "127.0.0.1");
        flags.put("spark.driver.bindAddress", "127.0.0.1");
        // No Hive, no catalogue on disk, no files reachable from SQL.
        flags.put("spark.sql.catalogImplementation", "in-memory");
        flags.put("spark.sql.warehouse.dir", warehouse);
        flags.put("spark.sql.runSQLOnFiles", "false");
        flags.put("spark.sql.variable.substitute", "false");
        // One meaning of a question: ANSI types, UTC, dates as java.time.
        flags.put("spark.sql.ansi.enabled", "true");
        flags.put("spark.sql.session.timeZone", "UTC");
        flags.put("spark.sql.datetime.java8API.enabled", "true");
        flags.put("spark.sql.caseSensitive", "false");
        // Small machines: few partitions, no planning in stages for queries that take milliseconds.
        flags.put("spark.sql.shuffle.partitions", "2");
        flags.put("spark.default.parallelism", "2");
        flags.put("spark.sql.adaptive.enabled", "false");
        flags.put("spark.sql.codegen.cache.maxEntries", "1000");
        // Listing more paths than this starts a Spark job; the files of a pinned version are named one by one.
        flags.put("spark.sql.sources.parallelPartitionDiscovery.threshold", "100000");
        // A result larger than this is no aggregate.
        flags.put("spark.driver.maxResultSize", "256m");
        flags.put("spark.sql.debug.maxToStringFields", "0");
        // Spark describes every plan for its page, which a node does not have: the shortest description.
        flags.put("spark.sql.ui.explainMode", "simple");
        flags.put("spark.log.structuredLogging.enabled", "false");
        return flags;
    }
}
