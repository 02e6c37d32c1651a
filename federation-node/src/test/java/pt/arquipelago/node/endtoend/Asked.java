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
     */
    record Term(Count count, String argument, String condition, boolean rest) {
        /** Under a condition of the user's, which has a rest. */
        Term where(String column) {
            return new Term(count, argument, column, true);
        }

        /** Where a value is there, or under a condition that WHERE implies: nothing is told of a rest. */
        Term present(String column) {
            return new Term(count, argument, column, false);
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

    record Made(List<String> terms, Formula formula) {}

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

    Asked having(Made condition) {
        this.having = condition;
        return this;
    }

    Asked orderBy(Made made, boolean ascending, boolean nullsFirst) {
        order.add(new Order(made, ascending, nullsFirst));
        return this;
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
