package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pt.arquipelago.node.profile.Load;

/**
 * The rows of an extract with each key once, as an upsert wants them: equal rows become one, and of rows that differ the
 * latest stays. Where nothing tells which is the later, none is guessed at: their keys are named, and no row of them stays.
 *
 * @param rows Parquet files
 * @param unclear Parquet files of the keys with rows that differ, if there are any
 * @param notes what is worth telling whoever loads
 */
record Repeats(List<Path> rows, List<Path> unclear, List<String> notes) {
    Repeats {
        rows = List.copyOf(rows);
        unclear = List.copyOf(unclear);
        notes = List.copyOf(notes);
    }

    /** @param folder for what is written, empty */
    static Repeats of(Load.Upsert load, List<Path> rows, Engine engine, Path folder) throws SQLException {
        String key = load.key().stream().map(Sql::name).collect(Collectors.joining(", "));
        if (rows.isEmpty()) {
            return new Repeats(rows, List.of(), List.of());
        }
        List<Path> keys = StagedTable.written(engine, folder.resolve("keys"), repeated(key, rows));
        if (count(keys, engine) == 0) {
            return new Repeats(rows, List.of(), List.of());
        }
        String several = "SELECT r.* FROM " + StagedTable.parquet(rows) + " r SEMI JOIN " + StagedTable.parquet(keys) + " k USING (" + key + ")";
        String latest = load.latest().map(column -> " QUALIFY rank() OVER (PARTITION BY " + key + " ORDER BY " + Sql.name(column) + " DESC) = 1").orElse("");
        List<Path> newest = StagedTable.written(engine, folder.resolve("newest"), "SELECT DISTINCT * FROM (SELECT * FROM (" + several + ")" + latest + ")");
        List<Path> unclear = StagedTable.written(engine, folder.resolve("unclear"), repeated(key, newest));
        List<Path> single = StagedTable.written(engine, folder.resolve("single"), "SELECT r.* FROM " + StagedTable.parquet(rows) + " r ANTI JOIN " + StagedTable.parquet(keys) + " k USING (" + key
                + ") UNION ALL SELECT n.* FROM " + StagedTable.parquet(newest) + " n ANTI JOIN " + StagedTable.parquet(unclear) + " u USING (" + key + ")");
        long left = engine.number("SELECT count(*) FROM (" + several + ")") - count(newest, engine);
        List<String> notes = left == 0 ? List.of()
                : List.of(String.format(Locale.ROOT, "%,d rows repeat others of the extract%s and are held once", left, load.latest().isPresent() ? ", or are older," : ""));
        return new Repeats(single, count(unclear, engine) == 0 ? List.of() : unclear, notes);
    }

    private static long count(List<Path> files, Engine engine) throws SQLException {
        return engine.number("SELECT count(*) FROM " + StagedTable.parquet(files));
    }

    private static String repeated(String key, List<Path> rows) {
        return "SELECT " + key + " FROM " + StagedTable.parquet(rows) + " GROUP BY " + key + " HAVING count(*) > 1";
    }
}
