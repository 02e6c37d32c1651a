package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private static final int ROW_GROUPS = 16;
    /** Stands in a statement for the files it reads. */
    private static final String FILES = "$files";

    private final Engine engine;
    private final Path folder;
    private final List<String> notes = new ArrayList<>();

    /** @param folder for what is written, empty */
    Merge(Engine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    /** What is worth telling whoever loads. */
    List<String> notes() {
        return notes;
    }

    /** The files that make the new table: some of {@code table}, of {@code rows}, and new ones. */
    List<Path> merged(Load load, List<Path> table, List<Path> rows) throws SQLException {
        List<Path> all;
        if (load instanceof Load.Replace || table.isEmpty() && !(load instanceof Load.Upsert)) {
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
        List<String> months = texts("SELECT DISTINCT " + month + " FROM " + parquet(rows) + " ORDER BY 1");
        if (months.isEmpty()) {
            notes.add("the extract has no rows, so no month was replaced");
            return table;
        }
        notes.add("replaced the months " + String.join(", ", months));
        String same = month + " IN (" + months.stream().map(Sql::text).collect(Collectors.joining(", ")) + ")";
        return both(without("SELECT * FROM " + FILES + " WHERE " + same, "SELECT * FROM " + FILES + " WHERE NOT " + same, table), rows);
    }

    private List<Path> upsert(Load.Upsert load, List<Path> table, List<Path> rows) throws SQLException {
        String key = load.key().stream().map(Sql::name).collect(Collectors.joining(", "));
        List<Path> newest = newest(load, key, rows);
        if (table.isEmpty()) {
            return newest;
        }
        String same = load.key().stream().map(Sql::name).map(column -> "b." + column + " = n." + column).collect(Collectors.joining(" AND "));
        if (load.latest().isPresent()) {
            String later = "b." + Sql.name(load.latest().get()) + " > n." + Sql.name(load.latest().get());
            long before = count(newest);
            newest = written("latest", "SELECT n.* FROM " + parquet(newest) + " n ANTI JOIN " + parquet(table) + " b ON " + same + " AND " + later);
            long left = before - count(newest);
            if (left > 0) {
                notes.add(String.format(Locale.ROOT, "%,d rows are older than what the table holds and were left out", left));
            }
        }
        String with = " JOIN " + parquet(newest) + " n ON " + same;
        List<Path> kept = without("SELECT b.* FROM " + FILES + " b SEMI" + with, "SELECT b.* FROM " + FILES + " b ANTI" + with, table);
        long corrected = count(table) - count(kept);
        notes.add(String.format(Locale.ROOT, "%,d rows took the place of earlier ones with their key, %,d are new", corrected, count(newest) - corrected));
        return both(kept, newest);
    }

    /** Of rows that stand several times under one key the latest; that two differ and none is the later is nobody's guess to make. */
    private List<Path> newest(Load.Upsert load, String key, List<Path> rows) throws SQLException {
        String repeated = "SELECT count(*) FROM (SELECT 1 FROM " + FILES + " GROUP BY " + key + " HAVING count(*) > 1)";
        if (number(repeated.replace(FILES, parquet(rows))) == 0) {
            return rows;
        }
        String latest = load.latest().map(column -> " QUALIFY rank() OVER (PARTITION BY " + key + " ORDER BY " + Sql.name(column) + " DESC) = 1").orElse("");
        List<Path> newest = written("newest", "SELECT DISTINCT * FROM (SELECT * FROM " + parquet(rows) + latest + ")");
        long unclear = number(repeated.replace(FILES, parquet(newest)));
        if (unclear > 0) {
            throw new IngestFailure("The extract has " + unclear + " keys (" + String.join(", ", load.key()) + ") with several rows that differ"
                    + load.latest().map(column -> " and have the same '" + column + "'. Correct them in the source.")
                            .orElse(", and nothing tells which is the later. Name the column that does with 'latest' in the profile."));
        }
        return newest;
    }

    /** The table's files without the rows that are replaced: those that hold some are written anew. */
    private List<Path> without(String replaced, String others, List<Path> table) throws SQLException {
        Set<Path> touched = new HashSet<>();
        for (Path file : table) {
            if (number("SELECT count(*) FROM (" + replaced.replace(FILES, parquet(List.of(file))) + " LIMIT 1)") > 0) {
                touched.add(file);
            }
        }
        List<Path> kept = table.stream().filter(file -> !touched.contains(file)).toList();
        return touched.isEmpty() ? kept : both(kept, written("others", others.replace(FILES, parquet(List.copyOf(touched)))));
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
        return both(large, small.size() > MOST_SMALL ? written("compact", "SELECT * FROM " + parquet(small)) : small);
    }

    private List<Path> written(String name, String select) throws SQLException {
        Path to = folder.resolve(name);
        engine.execute("COPY (" + select + ") TO " + Sql.text(to.toString()) + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
                + ExtractQuery.ROW_GROUP + ", ROW_GROUPS_PER_FILE " + ROW_GROUPS + ")");
        return StagedTable.parquetIn(to);
    }

    private long count(List<Path> files) throws SQLException {
        return files.isEmpty() ? 0 : number("SELECT count(*) FROM " + parquet(files));
    }

    private long number(String sql) throws SQLException {
        long[] number = new long[1];
        engine.query(sql, row -> number[0] = row.getLong(1));
        return number[0];
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        engine.query(sql, row -> texts.add(row.getString(1)));
        return texts;
    }

    private static List<Path> both(List<Path> some, List<Path> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    static String parquet(List<Path> files) {
        return "read_parquet([" + files.stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", ")) + "])";
    }
}
