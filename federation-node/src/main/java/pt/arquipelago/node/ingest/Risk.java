package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.TableSnapshot;

/**
 * How alone persons stand in a table: those alike in all its quasi-identifiers form a class, and a class of few is a risk for
 * them if somebody knows those columns. Counted in persons, over pseudonymised rows.
 *
 * @param columns the quasi-identifiers
 * @param smallest number of classes by persons in them, for classes under k
 * @param steps what to generalise, one step after another, until the share under k is gone or nothing is left to generalise
 */
record Risk(String table, int k, List<String> columns, Measure now, Map<Long, Long> smallest, List<Step> steps) {
    private static final String CELLS = "cells";

    /** @param rowsUnder rows in classes of fewer than k persons */
    record Measure(long rows, long rowsUnder, long classes, long classesUnder, long smallest) {
        double share() {
            return rows == 0 ? 0 : (double) rowsUnder / rows;
        }
    }

    record Step(String column, String becomes, Measure then) {}

    /** Empty if the table has no quasi-identifier, or no row. */
    static Optional<Risk> of(TableSnapshot table, int k, String memory, Path spill) {
        return of(table, k, memory, spill, Integer.MAX_VALUE);
    }

    /** @param mostSteps told at most */
    static Optional<Risk> of(TableSnapshot table, int k, String memory, Path spill, int mostSteps) {
        List<ColumnDescription> columns = table.description().columns().stream().filter(column -> column.cls() == ColumnClass.QUASI_IDENTIFIER).toList();
        if (columns.isEmpty() || table.rows() == 0) {
            return Optional.empty();
        }
        try (Engine engine = Engine.forLake(memory, spill)) {
            String names = columns.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
            String files = table.files().stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", "));
            engine.execute("CREATE TEMP TABLE " + CELLS + " AS SELECT " + Sql.name(table.description().subject().column()) + " AS p, count(*) AS n, " + names
                    + " FROM read_parquet([" + files + "]) GROUP BY ALL");
            return Optional.of(new Search(engine, table.table(), columns, k).risk(mostSteps));
        } catch (SQLException e) {
            throw Engine.failure("The classes of " + table.table() + " could not be counted", e);
        }
    }

    /** Tries the next coarser form of each column, and takes the one that leaves the fewest rows under k. */
    private static final class Search {
        private final Engine engine;
        private final String table;
        private final List<ColumnDescription> columns;
        private final int k;
        private final List<List<Coarser>> ladders = new ArrayList<>();
        private final int[] levels;

        Search(Engine engine, String table, List<ColumnDescription> columns, int k) throws SQLException {
            this.engine = engine;
            this.table = table;
            this.columns = columns;
            this.k = k;
            this.levels = new int[columns.size()];
            for (ColumnDescription column : columns) {
                ladders.add(Coarser.ladder(column, longest(column)));
            }
        }

        Risk risk(int mostSteps) throws SQLException {
            Measure now = measure(levels);
            Map<Long, Long> smallest = new LinkedHashMap<>();
            engine.query("SELECT persons, count(*) FROM (" + classes(levels) + ") WHERE persons < " + k + " GROUP BY persons ORDER BY persons",
                    row -> smallest.put(row.getLong(1), row.getLong(2)));
            List<Step> steps = new ArrayList<>();
            Measure last = now;
            while (last.rowsUnder() > 0 && steps.size() < mostSteps) {
                Optional<Step> best = next();
                if (best.isEmpty()) {
                    break;
                }
                steps.add(best.get());
                last = best.get().then();
            }
            return new Risk(table, k, columns.stream().map(ColumnDescription::name).toList(), now, smallest, steps);
        }

        private Optional<Step> next() throws SQLException {
            Optional<Step> best = Optional.empty();
            int chosen = -1;
            for (int i = 0; i < levels.length; i++) {
                if (levels[i] + 1 < ladders.get(i).size()) {
                    int[] tried = levels.clone();
                    tried[i]++;
                    Measure then = measure(tried);
                    if (best.isEmpty() || then.rowsUnder() < best.get().then().rowsUnder()) {
                        best = Optional.of(new Step(columns.get(i).name(), ladders.get(i).get(tried[i]).words(), then));
                        chosen = i;
                    }
                }
            }
            if (chosen >= 0) {
                levels[chosen]++;
            }
            return best;
        }

        private Measure measure(int[] at) throws SQLException {
            Measure[] measure = new Measure[1];
            engine.query("SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (persons < " + k + "), 0), count(*), count(*) FILTER (persons < " + k + "), coalesce(min(persons), 0) FROM ("
                    + classes(at) + ")", row -> measure[0] = new Measure(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
            return measure[0];
        }

        private String classes(int[] at) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < at.length; i++) {
                keys.add(ladders.get(i).get(at[i]).sql());
            }
            return "SELECT count(DISTINCT p) AS persons, sum(n) AS n FROM " + CELLS + " GROUP BY " + String.join(", ", keys);
        }

        private int longest(ColumnDescription column) throws SQLException {
            int[] longest = new int[1];
            engine.query("SELECT coalesce(max(length(" + Sql.name(column.name()) + "::VARCHAR)), 0) FROM " + CELLS, row -> longest[0] = row.getInt(1));
            return longest[0];
        }
    }

    /** A form of a column, and what a person calls it. */
    private record Coarser(String sql, String words) {
        static List<Coarser> ladder(ColumnDescription column, int longest) {
            String name = Sql.name(column.name());
            List<Coarser> ladder = new ArrayList<>(List.of(new Coarser(name, "as it is")));
            switch (column.type().base()) {
                case DATE, TIMESTAMP -> List.of("month", "quarter", "year").forEach(unit -> ladder.add(new Coarser("date_trunc('" + unit + "', " + name + ")", "its " + unit)));
                case INT, BIGINT, DECIMAL, DOUBLE -> List.of(5, 10, 20).forEach(width -> ladder.add(new Coarser("floor(" + name + " / " + width + ")", "bands of " + width)));
                case STRING -> text(column, name, longest, ladder);
                case BOOLEAN -> { }
            }
            ladder.add(new Coarser("'all'", "left out"));
            return ladder;
        }

        /** Bands of age are widened; a code, of which the first characters are the parent's, is cut. */
        private static void text(ColumnDescription column, String name, int longest, List<Coarser> ladder) {
            if (column.codes().filter(codes -> codes.values().contains("40-44")).isPresent()) {
                List.of(10, 20).forEach(width -> ladder.add(new Coarser("try_cast(left(" + name + ", 2) AS INTEGER) // " + width, "bands of " + width + " years")));
                return;
            }
            for (int length : List.of(5, 4, 3, 2)) {
                if (length < longest && longest <= 12 && column.codes().isEmpty()) {
                    ladder.add(new Coarser("left(" + name + ", " + length + ")", "its first " + length + " characters"));
                }
            }
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "%s: alike in %s", table, String.join(", ", columns));
        line(text, "  rows in classes of fewer than %d persons   %,14d of %,d (%.2f %%)", k, now.rowsUnder(), now.rows(), 100 * now.share());
        line(text, "  classes, and those under %d                %,14d, %,d; the smallest has %,d", k, now.classes(), now.classesUnder(), now.smallest());
        smallest.forEach((persons, count) -> line(text, "    of %,d persons %,14d classes", persons, count));
        if (now.rowsUnder() > 0) {
            line(text, "  to have fewer, generalise in this order:");
            steps.forEach(step -> line(text, "    %-26s %-24s then %,14d rows under %d (%.2f %%)", step.column(), step.becomes(), step.then().rowsUnder(), k, 100 * step.then().share()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
