package pt.arquipelago.node.endtoend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A question, and beside its SQL what it means, said for the oracle: which records one institution has (DuckDB), by what they are
 * told apart, of what terms the answer is made and how its columns are made of them.
 */
final class Asked {
    /** What is counted or added. */
    enum Count { RECORDS, SUM, PERSONS, DOCUMENTS, CODES, SPREAD }

    /**
     * @param argument a column of the records; null where records or persons are counted
     * @param condition a column of the records that is TRUE where the term's condition holds; null = no condition
     * @param rest whether the condition has a rest that k persons must stand behind (rules 3.2)
     * @param fit whether a line is fitted with it
     */
    record Term(Count count, String argument, String condition, boolean rest, boolean fit) {
        Term(Count count, String argument, String condition, boolean rest) {
            this(count, argument, condition, rest, false);
        }

        Term fitted() {
            return new Term(count, argument, condition, rest, true);
        }

        /** Under a condition of the user's, which has a rest. */
        Term where(String column) {
            return new Term(count, argument, column, true);
        }

        /** Where a value is there, or under a condition that WHERE implies: nothing is told of a rest. */
        Term present(String column) {
            return new Term(count, argument, column, false);
        }

        boolean isDistinct() {
            return count == Count.PERSONS || count == Count.DOCUMENTS;
        }
    }

    /** @param sensitive whether rows are told apart by several categories that others should not learn (rules 3.5) */
    record Key(String column, List<Object> codes, boolean sensitive) {}

    /** A value made of the combined terms, by name; it may be any number, as long as it is equal. */
    interface Formula {
        Object of(Known known);
    }

    /** Keys and combined terms of a row. */
    interface Known {
        Object key(String column);

        Object term(String name);

        /** A term added up over the rows that HAVING left and that have the same values of these keys. */
        Object over(String name, String... keys);

        boolean isTotal(String column);

        default long whole(String term) {
            return (Long) term(term);
        }

        default double number(String term) {
            return ((Number) term(term)).doubleValue();
        }

        default java.math.BigDecimal decimal(String term) {
            return (java.math.BigDecimal) term(term);
        }
    }

    /** @param over whether it adds up rows of the result */
    record Made(List<String> terms, Formula formula, boolean over) {
        Made(List<String> terms, Formula formula) {
            this(terms, formula, false);
        }
    }

    record Column(String name, String type, Made made) {}

    record Order(Made made, boolean ascending, boolean nullsFirst) {}

    final String name;
    final String sql;
    String records;
    final List<Key> keys = new ArrayList<>();
    final Map<String, Integer> others = new LinkedHashMap<>();
    final Map<String, Term> terms = new LinkedHashMap<>();
    final List<Column> columns = new ArrayList<>();
    final List<Order> order = new ArrayList<>();
    /** Whether each person is in one row alone. */
    boolean byPerson;
    /** Keys of each grouping set, by index; empty for a plain GROUP BY. */
    List<List<Integer>> sets = List.of();
    Made having;
    long limit = Long.MAX_VALUE;
    long offset;
    boolean strict;

    private Asked(String name, String sql) {
        this.name = name;
        this.sql = sql;
    }

    static Asked question(String name, String sql) {
        return new Asked(name, sql);
    }

    /** The records at one institution, in DuckDB over its views; the person's column is called {@code person}. */
    Asked over(String duckdb) {
        this.records = duckdb;
        return this;
    }

    /** A key, which is also a column of the result. */
    Asked key(String column, String type, Object... codes) {
        return key(false, column, type, codes);
    }

    Asked sensitive(String column, String type, Object... codes) {
        return key(true, column, type, codes);
    }

    private Asked key(boolean sensitive, String column, String type, Object... codes) {
        keys.add(new Key(column, codes.length == 0 ? null : Arrays.asList(codes), sensitive));
        columns.add(new Column(column, type, new Made(List.of(), known -> known.key(column))));
        return this;
    }

    /** Each person is in one row of the keys alone. */
    Asked byPerson() {
        this.byPerson = true;
        return this;
    }

    /** A key that is no column of the result as it stands. */
    Asked hidden(String column, Object... codes) {
        keys.add(new Key(column, codes.length == 0 ? null : Arrays.asList(codes), false));
        return this;
    }

    Asked hiddenSensitive(String column, Object... codes) {
        keys.add(new Key(column, codes.length == 0 ? null : Arrays.asList(codes), true));
        return this;
    }

    /** The rows of ROLLUP, CUBE or GROUPING SETS. */
    @SafeVarargs
    final Asked sets(List<Integer>... keysOfEach) {
        this.sets = List.of(keysOfEach);
        return this;
    }

    /** Another protected person behind each record. */
    Asked other(String column, int threshold) {
        others.put(column, threshold);
        return this;
    }

    Asked term(String term, Term how) {
        terms.put(term, how);
        return this;
    }

    /** A term that is also a column of the result. */
    Asked shown(String term, String type, Term how) {
        return term(term, how).column(term, type, new Made(List.of(term), known -> how.count() == Count.CODES
                ? (Object) (long) ((java.util.Set<?>) known.term(term)).size() : known.term(term)));
    }

    Asked column(String column, String type, Made made) {
        columns.add(new Column(column, type, made));
        return this;
    }

    /** A mean over the records that have a value. */
    Asked mean(String column, String type, String argument) {
        String sum = column + ".sum";
        String number = column + ".number";
        int scale = type.startsWith("DECIMAL") ? Integer.parseInt(type.substring(type.indexOf(',') + 1, type.length() - 1)) : 0;
        return term(sum, sum(argument)).term(number, present(argument)).column(column, type, made(known -> scale == 0
                ? (Object) (known.number(sum) / known.number(number)) : Decimals.ratio(known.term(sum), known.term(number), scale), sum, number));
    }

    Asked deviation(String column, String argument) {
        return term(column, spread(argument)).column(column, "DOUBLE", made(known -> Math.sqrt(Spread.of(known.term(column)).sample()), column));
    }

    /**
     * Terms of pairs of values: {@code name.x}, {@code name.y}, {@code name.xy}.
     *
     * @param x a column of the records that is NULL unless both are there; so are {@code y} and {@code product}
     */
    Asked pairs(String name, String x, String y, String product) {
        return term(name + ".x", spread(x).fitted()).term(name + ".y", spread(y).fitted()).term(name + ".xy", sum(product).fitted());
    }

    /** A statistic of them. */
    Asked line(String column, String name, java.util.function.ToDoubleFunction<Line> statistic) {
        return column(column, "DOUBLE", made(known -> statistic.applyAsDouble(Line.of(known.term(name + ".x"), known.term(name + ".y"))), name + ".x", name + ".y", name + ".xy"));
    }

    /** What part of the records meets a condition. */
    Asked share(String column, String condition) {
        String met = column + ".met";
        String all = column + ".all";
        return term(met, records().where(condition)).term(all, records())
                .column(column, "DOUBLE", made(known -> known.number(met) / known.number(all), met, all));
    }

    /** A sum over rows of the result stands in it. */
    Asked overRows(String column, String type, Formula formula, String... terms) {
        return column(column, type, new Made(List.of(terms), formula, true));
    }

    Asked having(Made condition) {
        this.having = condition;
        return this;
    }

    Asked orderBy(Made made, boolean ascending, boolean nullsFirst) {
        order.add(new Order(made, ascending, nullsFirst));
        return this;
    }

    /** ORDER BY keys as Spark does: ascending, NULL first. */
    Asked orderByKeys(String... columns) {
        for (String column : columns) {
            orderBy(new Made(List.of(), known -> known.key(column)), true, true);
        }
        return this;
    }

    Asked orderByMost(String term) {
        return orderBy(made(known -> known.term(term), term), false, false);
    }

    Asked rows(long from, long many) {
        this.offset = from;
        this.limit = many;
        return this;
    }

    Asked strict() {
        this.strict = true;
        return this;
    }

    static Made made(Formula formula, String... terms) {
        return new Made(List.of(terms), formula);
    }

    static Term records() {
        return new Term(Count.RECORDS, null, null, false);
    }

    /** Records that have a value. */
    static Term present(String column) {
        return new Term(Count.RECORDS, column, null, false);
    }

    static Term persons() {
        return new Term(Count.PERSONS, null, null, false);
    }

    static Term sum(String column) {
        return new Term(Count.SUM, column, null, false);
    }

    static Term documents(String column) {
        return new Term(Count.DOCUMENTS, column, null, false);
    }

    static Term codes(String column) {
        return new Term(Count.CODES, column, null, false);
    }

    static Term spread(String column) {
        return new Term(Count.SPREAD, column, null, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
