package pt.arquipelago.node.ingest;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.CodeList;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn.LakeColumn;
import pt.arquipelago.node.profile.Treatment;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.ValueCount;
import pt.arquipelago.pseudonymisation.generalise.Municipality;
import pt.arquipelago.pseudonymisation.generalise.Territory;

/**
 * How often each value of a short closed list, and each region, stands in a table, and how many persons stand behind it. Distinct persons of all values
 * take one pass for each kind of person: each value is a bit, and a person's bits are put together.
 */
final class ValueCounting {
    /** Bits of a word; a list that is longer is not counted. */
    private static final int WORD = 62;

    private final Engine engine;
    private final Profile profile;
    private final List<Counted> columns = new ArrayList<>();

    /** A column with the values that are counted: the first is bit {@code shift} of a word, and the others follow. */
    private record Counted(String column, List<String> values, int word, int shift) {}

    ValueCounting(Engine engine, Profile profile) {
        this.engine = engine;
        this.profile = profile;
        profile.columns().stream().flatMap(column -> column.makes().stream()).filter(made -> made.description().groupable() && made.description().type().equals(ValueType.STRING))
                .forEach(this::add);
    }

    private void add(LakeColumn made) {
        ColumnDescription column = made.description();
        List<String> values = isRegion(made.treatment()) ? Territory.portugal().parts().stream().map(Municipality::nuts3).distinct().sorted().toList()
                : column.codes().map(CodeList::values).orElse(List.of());
        if (!values.isEmpty() && values.size() <= WORD) {
            Counted last = columns.isEmpty() ? new Counted("", List.of(), 0, 0) : columns.get(columns.size() - 1);
            int next = last.shift() + last.values().size();
            boolean fits = next + values.size() <= WORD;
            columns.add(new Counted(column.name(), values, fits ? last.word() : last.word() + 1, fits ? next : 0));
        }
    }

    private static boolean isRegion(Treatment treatment) {
        return treatment instanceof Treatment.Nuts3 || treatment instanceof Treatment.Postcode postcode && postcode.region();
    }

    /** @param size of the table: where nobody has two rows, a value has as many persons as rows */
    List<ValueCount> count(List<Path> table, Measurement.Size size) throws SQLException {
        if (table.isEmpty() || columns.isEmpty()) {
            return List.of();
        }
        Map<String, long[]> rows = new HashMap<>();
        for (Counted column : columns) {
            rows.put(column.column(), rows(table, column));
        }
        Map<String, long[]> persons = size.maxRowsPerPerson() == 1 ? rows : persons(table, profile.subject().column());
        Map<String, Map<String, long[]>> others = new TreeMap<>();
        for (ProtectedColumn other : profile.alsoProtected()) {
            others.put(other.column(), persons(table, other.column()));
        }
        List<ValueCount> counts = new ArrayList<>();
        for (Counted column : columns) {
            for (int i = 0; i < column.values().size(); i++) {
                int at = i;
                Map<String, Long> beside = new TreeMap<>();
                others.forEach((name, distinct) -> beside.put(name, distinct.get(column.column())[at]));
                counts.add(new ValueCount(column.column(), column.values().get(i), rows.get(column.column())[i], persons.get(column.column())[i], beside));
            }
        }
        return counts;
    }

    private long[] rows(List<Path> table, Counted column) throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        String name = Sql.name(column.column());
        engine.query("SELECT " + name + ", count(*) FROM " + StagedTable.parquet(table) + " WHERE " + name + " IS NOT NULL GROUP BY 1", row -> rows.put(row.getString(1), row.getLong(2)));
        return column.values().stream().mapToLong(value -> rows.getOrDefault(value, 0L)).toArray();
    }

    /** Distinct persons of each value, by column and in the order of its values. */
    private Map<String, long[]> persons(List<Path> table, String person) throws SQLException {
        String words = IntStream.rangeClosed(0, columns.get(columns.size() - 1).word()).mapToObj(this::word).collect(joining(", "));
        String sums = columns.stream().flatMap(column -> IntStream.range(0, column.values().size())
                .mapToObj(i -> "count(*) FILTER (WHERE (w" + column.word() + " & " + (1L << column.shift() + i) + ") <> 0)")).collect(joining(", "));
        Map<String, long[]> distinct = new HashMap<>();
        engine.query("SELECT " + sums + " FROM (SELECT " + words + " FROM " + StagedTable.parquet(table) + " WHERE " + Sql.name(person) + " IS NOT NULL GROUP BY " + Sql.name(person) + ")", row -> {
            int at = 1;
            for (Counted column : columns) {
                long[] counts = new long[column.values().size()];
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = row.getLong(at++);
                }
                distinct.put(column.column(), counts);
            }
        });
        return distinct;
    }

    private String word(int word) {
        return "bit_or(" + columns.stream().filter(column -> column.word() == word).map(ValueCounting::bit).collect(joining(" | ")) + ") AS w" + word;
    }

    /** The bit of a row's value. A function of one column and constants is computed once for each entry of a dictionary, where a join or a CASE is for each row. */
    private static String bit(Counted column) {
        String values = column.values().stream().map(Sql::text).collect(joining(", ", "[", "]"));
        return "coalesce(1::BIGINT << (list_position(" + values + ", " + Sql.name(column.column()) + ") + " + (column.shift() - 1) + ")::BIGINT, 0)";
    }
}
