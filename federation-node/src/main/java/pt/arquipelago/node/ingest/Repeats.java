package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import pt.arquipelago.node.profile.Load;

/**
 * The rows of an extract with each key once, as an upsert wants them: equal rows become one, and of rows that differ the
 * latest stays. Where nothing tells which is the later, none is guessed at: their keys are named, and no row of them stays.
 *
 * @param rows Parquet files
 * @param unclear a Parquet file of the keys with rows that differ, if there are any
 * @param notes what is worth telling whoever loads
 */
record Repeats(List<Path> rows, Optional<Path> unclear, List<String> notes) {
    Repeats {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** @param folder for what is written, empty */
    static Repeats of(Load.Upsert load, List<Path> rows, Engine engine, Path folder) throws SQLException {
        String key = load.key().stream().map(Sql::name).collect(Collectors.joining(", "));
        if (rows.isEmpty() || engine.number("SELECT count(*) FROM (" + repeated(key, rows) + ")") == 0) {
            return new Repeats(rows, Optional.empty(), List.of());
        }
        String latest = load.latest().map(column -> " QUALIFY rank() OVER (PARTITION BY " + key + " ORDER BY " + Sql.name(column) + " DESC) = 1").orElse("");
        List<Path> newest = StagedTable.written(engine, folder.resolve("newest"), "SELECT DISTINCT * FROM (SELECT * FROM " + StagedTable.parquet(rows) + latest + ")");
        long left = engine.number("SELECT count(*) FROM " + StagedTable.parquet(rows)) - engine.number("SELECT count(*) FROM " + StagedTable.parquet(newest));
        List<String> notes = left == 0 ? List.of()
                : List.of(String.format(Locale.ROOT, "%,d rows repeat others of the extract%s and are held once", left, load.latest().isPresent() ? ", or are older," : ""));
        List<Path> unclear = StagedTable.written(engine, folder.resolve("unclear"), repeated(key, newest));
        if (engine.number("SELECT count(*) FROM " + StagedTable.parquet(unclear)) == 0) {
            return new Repeats(newest, Optional.empty(), notes);
        }
        List<Path> clear = StagedTable.written(engine, folder.resolve("clear"), "SELECT n.* FROM " + StagedTable.parquet(newest) + " n ANTI JOIN " + StagedTable.parquet(unclear) + " u USING (" + key + ")");
        return new Repeats(clear, Optional.of(unclear.get(0)), notes);
    }

    private static String repeated(String key, List<Path> rows) {
        return "SELECT " + key + " FROM " + StagedTable.parquet(rows) + " GROUP BY " + key + " HAVING count(*) > 1";
    }
}
