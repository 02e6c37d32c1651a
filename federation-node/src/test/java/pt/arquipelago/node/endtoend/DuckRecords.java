package pt.arquipelago.node.endtoend;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of institutions' Parquet files, read by an engine that answers no questions of the federation. */
final class DuckRecords {
    /** Opening takes longer than any query here; a test's JVM closes them when it ends. */
    private static final Map<Institution, Connection> OPEN = new HashMap<>();

    private DuckRecords() {}

    /** By institution, the rows of a query over its tables. */
    static Map<String, List<Map<String, Object>>> of(List<Institution> institutions, String query) {
        Map<String, List<Map<String, Object>>> records = new HashMap<>();
        for (Institution institution : institutions) {
            records.put(institution.name(), at(institution, query));
        }
        return records;
    }

    private static synchronized List<Map<String, Object>> at(Institution institution, String query) {
        try (Statement statement = OPEN.computeIfAbsent(institution, DuckRecords::open).createStatement(); ResultSet result = statement.executeQuery(query)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new HashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), plain(result.getObject(i)));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the oracle's own query is wrong: " + query, e);
        }
    }

    private static Connection open(Institution institution) {
        try {
            Connection duck = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = duck.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'; SET threads = 1");
                for (Map.Entry<String, List<Path>> table : institution.files().entrySet()) {
                    String files = table.getValue().stream().map(file -> "'" + file + "'").collect(Collectors.joining(","));
                    statement.execute("CREATE VIEW " + table.getKey() + " AS SELECT *, " + institution.subjects().get(table.getKey()) + " AS person FROM read_parquet([" + files + "])");
                }
            }
            return duck;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte || value instanceof BigInteger) {
            return ((Number) value).longValue();
        } else if (value instanceof Float single) {
            return single.doubleValue();
        } else if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : value;
    }
}
