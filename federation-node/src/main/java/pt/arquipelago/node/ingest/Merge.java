package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.node.profile.Load;

/**
 * Puts the rows of an extract to those of its table, over pseudonymised Parquet alone, so it may sort and spill. Files of
 * the table that no row of the extract touches stay as they are; the others are written anew.
 */
final class Merge {
    /** Files with fewer rows than this are small, */
    private static final int SMALL = 8 * ExtractQuery.ROW_GROUP;
    /** and when there are more of them they become one. */
    private static final int MOST_SMALL = 8;
    /** Stands in a statement for the files it reads. */
    private static final String FILES = "$files";

    private final Engine engine;
    private final Path folder;
    private final boolean fewer;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param folder for what is written, empty
     * @param fewer whether a month may be replaced by less than half of its rows
     */
    Merge(Engine engine, Path folder, boolean fewer) {
        this.engine = engine;
        this.folder = folder;
        this.fewer = fewer;
    }

    /** What is worth telling whoever loads. */
    List<String> notes() {
        return notes;
    }

    /** The files that make the new table: some of {@code table}, of {@code rows}, and new ones. */
    List<Path> merged(Load load, List<Path> table, List<Path> rows) throws SQLException {
        List<Path> all;
        if (load instanceof Load.Replace || table.isEmpty()) {
            all = rows;
        } else if (load instanceof Load.ReplacePeriod period) {
            all = replacePeriod(Sql.name(period.column()), table, rows);
        } else if (load instanceof Load.Upsert upsert) {
            all = upsert(upsert, table, rows);
        } else {
            all = both(table, rows);
        }
        return compacted(all);
    }

    private List<Path> replacePeriod(String column, List<Path> table, List<Path> rows) throws SQLException {
        String month = "strftime(" + column + ", '%Y-%m')";
        Map<String, Long> brought = byMonth(month, rows);
        if (brought.isEmpty()) {
            notes.add("the extract has no rows, so no month was replaced");
            return table;
        }
        Map<String, Long> held = byMonth(month, table);
        held.keySet().retainAll(brought.keySet());
        requireNotFewer(held, brought);
        notes.add("replaced the months " + String.join(", ", brought.keySet()) + String.format(Locale.ROOT, ": %,d rows in the place of %,d", sum(brought), sum(held)));
        String same = month + " IN (" + brought.keySet().stream().map(Sql::text).collect(Collectors.joining(", ")) + ")";
        return both(without("SELECT * FROM " + FILES + " WHERE " + same, "SELECT * FROM " + FILES + " WHERE NOT " + same, table), rows);
    }

    /** A wrong date, or an extract of some days, would take a whole month away. */
    private void requireNotFewer(Map<String, Long> held, Map<String, Long> brought) {
        List<String> smaller = held.keySet().stream().filter(month -> 2 * brought.get(month) < held.get(month)).toList();
        if (!fewer && !smaller.isEmpty()) {
            throw new IngestFailure("The extract would replace the months " + String.join(", ", smaller) + " by less than half of the rows that the table holds of them, and nothing was done. "
                    + "Bring whole months, see whether dates are right, or say --fewer.");
        }
    }

    private Map<String, Long> byMonth(String month, List<Path> files) throws SQLException {
        Map<String, Long> months = new TreeMap<>();
        if (!files.isEmpty()) {
            engine.query("SELECT " + month + ", count(*) FROM " + StagedTable.parquet(files) + " GROUP BY 1", row -> months.put(row.getString(1), row.getLong(2)));
        }
        return months;
    }

    private static long sum(Map<String, Long> months) {
        return months.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Each key stands once among the rows ({@link Repeats}). */
    private List<Path> upsert(Load.Upsert load, List<Path> table, List<Path> rows) throws SQLException {
        List<Path> newest = rows;
        String same = load.key().stream().map(Sql::name).map(column -> "b." + column + " = n." + column).collect(Collectors.joining(" AND "));
        if (load.latest().isPresent()) {
            String later = "b." + Sql.name(load.latest().get()) + " > n." + Sql.name(load.latest().get());
            long before = count(newest);
            newest = written("latest", "SELECT n.* FROM " + StagedTable.parquet(newest) + " n ANTI JOIN " + StagedTable.parquet(table) + " b ON " + same + " AND " + later);
            long left = before - count(newest);
            if (left > 0) {
                notes.add(String.format(Locale.ROOT, "%,d rows are older than what the table holds and were left out", left));
            }
        }
        String with = " JOIN " + StagedTable.parquet(newest) + " n ON " + same;
        List<Path> kept = without("SELECT b.* FROM " + FILES + " b SEMI" + with, "SELECT b.* FROM " + FILES + " b ANTI" + with, table);
        long corrected = count(table) - count(kept);
        notes.add(String.format(Locale.ROOT, "%,d rows took the place of earlier ones with their key, %,d are new", corrected, count(newest) - corrected));
        return both(kept, newest);
    }

    /** The table's files without the rows that are replaced: those that hold some are written anew. */
    private List<Path> without(String replaced, String others, List<Path> table) throws SQLException {
        Set<Path> touched = new HashSet<>();
        for (Path file : table) {
            if (engine.number("SELECT count(*) FROM (" + replaced.replace(FILES, StagedTable.parquet(List.of(file))) + " LIMIT 1)") > 0) {
                touched.add(file);
            }
        }
        List<Path> kept = table.stream().filter(file -> !touched.contains(file)).toList();
        return touched.isEmpty() ? kept : both(kept, written("others", others.replace(FILES, StagedTable.parquet(List.copyOf(touched)))));
    }

    private List<Path> compacted(List<Path> files) throws SQLException {
        List<Path> small = new ArrayList<>();
        List<Path> large = new ArrayList<>();
        for (Path file : files) {
            long rows = count(List.of(file));
            if (rows > 0) {
                (rows < SMALL ? small : large).add(file);
            }
        }
        if (small.isEmpty() && large.isEmpty()) {
            return files.subList(0, Math.min(1, files.size()));
        }
        return both(large, small.size() > MOST_SMALL ? written("compact", "SELECT * FROM " + StagedTable.parquet(small)) : small);
    }

    private List<Path> written(String name, String select) throws SQLException {
        return StagedTable.written(engine, folder.resolve(name), select);
    }

    private long count(List<Path> files) throws SQLException {
        return files.isEmpty() ? 0 : engine.number("SELECT count(*) FROM " + StagedTable.parquet(files));
    }

    private static List<Path> both(List<Path> some, List<Path> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
