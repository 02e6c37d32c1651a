package pt.arquipelago.node.endtoend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import pt.arquipelago.node.endtoend.Answer.Cell;
import pt.arquipelago.node.endtoend.Asked.Count;
import pt.arquipelago.node.endtoend.Asked.Made;
import pt.arquipelago.node.endtoend.Asked.Term;

/**
 * What a question must answer, by the law of disclosure alone: the records by institution, the rules at each, then combined. It is
 * written for nothing but to be plainly right, and shares no code with gate, execution, disclosure control or combination.
 */
final class Oracle {
    private static final int K = 10;

    private final Asked asked;
    private final int institutions;
    /** By keys, by institution, by term. */
    private final Map<List<Object>, Map<String, Map<String, Partial>>> rows = new HashMap<>();

    /** A term at one institution: a value, or the reason why it does not leave. */
    private record Partial(Object value, String reason) {
        boolean left() {
            return reason == null;
        }
    }

    private Oracle(Asked asked, int institutions) {
        this.asked = asked;
        this.institutions = institutions;
    }

    /** @param records by institution, by column */
    static Answer answer(Asked asked, Map<String, List<Map<String, Object>>> records) {
        Oracle oracle = new Oracle(asked, records.size());
        new TreeMap<>(records).forEach(oracle::institution);
        return oracle.finished();
    }

    private void institution(String name, List<Map<String, Object>> records) {
        Map<List<Object>, List<Map<String, Object>>> groups = new LinkedHashMap<>();
        for (Map<String, Object> one : records) {
            List<Object> key = new ArrayList<>();
            asked.keys.forEach(k -> key.add(one.get(k.column())));
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(one);
        }
        groups.forEach((key, group) -> {
            if (distinct(group, "person") >= K) {
                Map<String, Partial> terms = new HashMap<>();
                boolean full = isFull(key, records);
                asked.terms.forEach((term, how) -> {
                    Partial partial = term(how, group);
                    terms.put(term, full && partial.left() ? new Partial(null, "disclosure") : partial);
                });
                rows.computeIfAbsent(key, none -> new TreeMap<>()).put(name, terms);
            }
        });
    }

    /** Rules 3.5: for some sensitive key, fewer than k persons with the same other keys are in other categories. */
    private boolean isFull(List<Object> key, List<Map<String, Object>> records) {
        for (Asked.Key sensitive : asked.keys) {
            List<Map<String, Object>> elsewhere = records.stream().filter(one -> asked.keys.stream()
                    .allMatch(k -> java.util.Objects.equals(one.get(k.column()), key.get(asked.keys.indexOf(k))) == (k != sensitive))).toList();
            if (sensitive.sensitive() && distinct(elsewhere, "person") < K) {
                return true;
            }
        }
        return false;
    }

    /** Rules 3.1 to 3.4. */
    private Partial term(Term term, List<Map<String, Object>> group) {
        List<Map<String, Object>> met = new ArrayList<>();
        List<Map<String, Object>> behind = new ArrayList<>();
        List<Map<String, Object>> rest = new ArrayList<>();
        for (Map<String, Object> one : group) {
            boolean holds = term.condition() == null || Boolean.TRUE.equals(one.get(term.condition()));
            if (holds) {
                met.add(one);
            } else if (one.get(term.condition()) != null) {
                rest.add(one);
            }
            if (holds && counts(term, one)) {
                behind.add(one);
            }
        }
        if (distinct(behind, "person") < K) {
            return new Partial(null, "threshold");
        }
        if (term.rest() && distinct(rest, "person") < K || !enoughOthers(behind) || dominated(term, met)) {
            return new Partial(null, "disclosure");
        }
        if (term.fit() && distinct(behind, "person") < 20) {
            return new Partial(null, "disclosure");
        }
        if (term.count() == Count.CODES) {
            Set<Object> codes = codes(term, behind);
            return codes.isEmpty() ? new Partial(null, "threshold") : new Partial(codes, null);
        }
        return new Partial(value(term, met), null);
    }

    /** Whether one person makes up more than half of a number, or two more than 85 % of it. */
    private static boolean dominated(Term term, List<Map<String, Object>> met) {
        if (term.count() == Count.PERSONS || term.count() == Count.CODES) {
            return false;
        }
        List<Map<String, Object>> valued = term.argument() == null ? met : met.stream().filter(one -> one.get(term.argument()) != null).toList();
        if (term.count() == Count.DOCUMENTS) {
            Map<Object, Map<String, Object>> once = new HashMap<>();
            valued.forEach(one -> once.put(java.util.Arrays.asList(one.get("person"), one.get(term.argument())), one));
            return dominates(once.values(), one -> BigDecimal.ONE, BigDecimal.valueOf(distinct(valued, term.argument())));
        }
        if (term.count() == Count.RECORDS) {
            return dominates(valued, one -> BigDecimal.ONE);
        }
        boolean amounts = dominates(valued, one -> number(one, term).abs());
        if (term.count() == Count.SUM) {
            return amounts;
        }
        double mean = valued.stream().mapToDouble(one -> number(one, term).doubleValue()).average().orElse(0);
        return amounts || dominates(valued, one -> BigDecimal.ONE)
                || dominates(valued, one -> BigDecimal.valueOf(Math.pow(number(one, term).doubleValue() - mean, 2)));
    }

    private static BigDecimal number(Map<String, Object> one, Term term) {
        return new BigDecimal(one.get(term.argument()).toString());
    }

    private static boolean dominates(java.util.Collection<Map<String, Object>> records, Function<Map<String, Object>, BigDecimal> amount) {
        return dominates(records, amount, records.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static boolean dominates(java.util.Collection<Map<String, Object>> records, Function<Map<String, Object>, BigDecimal> amount, BigDecimal total) {
        Map<Object, BigDecimal> byPerson = new HashMap<>();
        records.forEach(one -> byPerson.merge(one.get("person"), amount.apply(one), BigDecimal::add));
        List<BigDecimal> two = byPerson.values().stream().sorted(Comparator.reverseOrder()).limit(2).toList();
        return total.signum() == 0 || two.get(0).multiply(BigDecimal.valueOf(2)).compareTo(total) > 0
                || two.stream().reduce(BigDecimal.ZERO, BigDecimal::add).multiply(BigDecimal.valueOf(20)).compareTo(total.multiply(BigDecimal.valueOf(17))) > 0;
    }

    private static boolean counts(Term term, Map<String, Object> one) {
        if (term.argument() == null) {
            return true;
        }
        Object value = one.get(term.argument());
        boolean added = term.count() == Count.SUM || term.count() == Count.SPREAD;
        return value != null && !(added && ((Number) value).doubleValue() == 0);
    }

    private boolean enoughOthers(List<Map<String, Object>> behind) {
        return asked.others.entrySet().stream().allMatch(other -> distinct(behind, other.getKey()) >= other.getValue()
                || distinct(behind.stream().filter(one -> one.get(other.getKey()) == null).toList(), "person") >= K);
    }

    /** Of a count of codes: those that might stand as a row of their own. */
    private Set<Object> codes(Term term, List<Map<String, Object>> behind) {
        Map<Object, List<Map<String, Object>>> byCode = new HashMap<>();
        behind.forEach(one -> byCode.computeIfAbsent(one.get(term.argument()), none -> new ArrayList<>()).add(one));
        Set<Object> codes = new HashSet<>();
        byCode.forEach((code, with) -> {
            if (distinct(with, "person") >= K && enoughOthers(with)) {
                codes.add(code);
            }
        });
        return codes;
    }

    private static Object value(Term term, List<Map<String, Object>> met) {
        List<Object> values = met.stream().map(one -> one.get(term.argument())).filter(value -> value != null).toList();
        return switch (term.count()) {
            case RECORDS -> term.argument() == null ? (long) met.size() : (long) values.size();
            case PERSONS -> distinct(met, "person");
            case DOCUMENTS -> distinct(met, term.argument());
            case SUM -> sum(values);
            case SPREAD -> values;
            case CODES -> throw new IllegalArgumentException("codes are listed");
        };
    }

    private static Object sum(List<?> values) {
        if (values.get(0) instanceof BigDecimal) {
            return values.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        if (values.get(0) instanceof Double) {
            return values.stream().mapToDouble(value -> (Double) value).sum();
        }
        return values.stream().mapToLong(value -> (Long) value).sum();
    }

    private static long distinct(List<Map<String, Object>> records, String column) {
        return records.stream().map(one -> one.get(column)).filter(value -> value != null).distinct().count();
    }

    /** Rules 4 and 5. */
    private Answer finished() {
        grid().forEach(key -> rows.computeIfAbsent(key, none -> Map.of()));
        List<Row> all = all();
        List<Row> kept = all.stream().filter(Row::kept).toList();
        List<Row> shown = kept.stream().sorted((a, b) -> compare(a, b, kept)).skip(asked.offset).limit(asked.limit).toList();
        long incomplete = all.stream().filter(Row::selectedOnIncomplete).count();
        List<String> notes = incomplete == 0 ? List.of() : List.of("selected on incomplete values: " + incomplete + (incomplete == 1 ? " row" : " rows"));
        List<List<Cell>> cells = shown.stream().map(row -> asked.columns.stream().map(column -> row.cell(column.made(), kept)).toList()).toList();
        return new Answer(asked.columns.stream().map(column -> column.name() + " " + column.type()).toList(), cells, notes);
    }

    /** The combined rows; under ROLLUP and its kin those of each set, a total over the keys that it leaves out. */
    private List<Row> all() {
        if (asked.sets.isEmpty()) {
            return rows.entrySet().stream().map(row -> new Row(row.getKey(), List.of(row.getValue()), Set.of())).toList();
        }
        List<Row> all = new ArrayList<>();
        for (List<Integer> set : asked.sets) {
            Map<List<Object>, List<Map<String, Map<String, Partial>>>> groups = new HashMap<>();
            rows.forEach((keys, partials) -> {
                List<Object> some = new ArrayList<>(keys);
                for (int i = 0; i < some.size(); i++) {
                    some.set(i, set.contains(i) ? some.get(i) : null);
                }
                groups.computeIfAbsent(some, none -> new ArrayList<>()).add(partials);
            });
            Set<String> totalled = new HashSet<>(asked.keys.stream().map(Asked.Key::column).toList());
            set.forEach(key -> totalled.remove(asked.keys.get(key).column()));
            groups.forEach((keys, members) -> all.add(new Row(keys, members, totalled)));
        }
        return all;
    }

    /** Every combination of codes, if each key is a column with a closed list. */
    private List<List<Object>> grid() {
        List<List<Object>> grid = List.of(List.of());
        for (Asked.Key key : asked.keys) {
            if (key.codes() == null) {
                return List.of();
            }
            List<List<Object>> wider = new ArrayList<>();
            for (List<Object> start : grid) {
                for (Object code : key.codes()) {
                    List<Object> next = new ArrayList<>(start);
                    next.add(code);
                    wider.add(next);
                }
            }
            grid = wider;
        }
        return grid.size() <= 10_000 ? grid : List.of();
    }

    private int compare(Row a, Row b, List<Row> kept) {
        for (Asked.Order order : asked.order) {
            int by = compare(a.cell(order.made(), kept), b.cell(order.made(), kept), order);
            if (by != 0) {
                return by;
            }
        }
        if (asked.order.isEmpty() && (asked.limit < Long.MAX_VALUE || asked.offset > 0) && a.nothing() != b.nothing()) {
            return a.nothing() ? 1 : -1;
        }
        for (int i = 0; i < a.keys.size(); i++) {
            int by = Comparator.nullsLast(Oracle::compareValues).compare(a.keys.get(i), b.keys.get(i));
            if (by != 0) {
                return by;
            }
        }
        return a.totalled.size() - b.totalled.size();
    }

    private static int compare(Cell a, Cell b, Asked.Order order) {
        if (a.rank() != b.rank()) {
            return a.rank() - b.rank();
        }
        if (a.value() == null || b.value() == null) {
            boolean equal = a.value() == b.value();
            return equal ? 0 : (a.value() == null) == order.nullsFirst() ? -1 : 1;
        }
        return order.ascending() ? compareValues(a.value(), b.value()) : compareValues(b.value(), a.value());
    }

    /** Texts by their bytes: Portuguese letters stand behind all others. */
    @SuppressWarnings("unchecked")
    private static int compareValues(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    /** A row of all institutions. */
    private final class Row {
        private final List<Object> keys;
        private final List<Map<String, Map<String, Partial>>> members;
        private final Set<String> totalled;

        /** @param members the combined rows that are in it: one, or for a total several */
        Row(List<Object> keys, List<Map<String, Map<String, Partial>>> members, Set<String> totalled) {
            this.keys = keys;
            this.members = members;
            this.totalled = totalled;
        }

        private List<Map<String, Partial>> whole(Map<String, Map<String, Partial>> partials, Made made) {
            return partials.values().stream().filter(terms -> made.terms().stream().allMatch(term -> terms.get(term).left())).toList();
        }

        boolean kept() {
            return asked.having == null || Boolean.TRUE.equals(cell(asked.having, List.of()).value());
        }

        boolean selectedOnIncomplete() {
            List<Made> selecting = new ArrayList<>(asked.order.stream().map(Asked.Order::made).toList());
            Optional.ofNullable(asked.having).ifPresent(selecting::add);
            return selecting.stream().anyMatch(made -> !made.terms().isEmpty() && members.stream().anyMatch(partials -> whole(partials, made).size() < institutions));
        }

        /** Whether all that is made of terms is suppressed. */
        boolean nothing() {
            List<Made> made = asked.columns.stream().map(Asked.Column::made).filter(m -> !m.terms().isEmpty()).toList();
            return !made.isEmpty() && made.stream().allMatch(m -> cell(m, List.of()).suppressed() != null);
        }

        /** @param kept the rows that sums over rows are over */
        Cell cell(Made made, List<Row> kept) {
            if (made.terms().isEmpty()) {
                return known(made, List.of(), new ArrayList<>(), kept);
            }
            List<Map<String, Partial>> from = new ArrayList<>();
            members.forEach(partials -> from.addAll(whole(partials, made)));
            if (from.isEmpty() || asked.strict && from.size() < institutions) {
                return Cell.suppressed(reason(made));
            }
            List<String> marks = new ArrayList<>();
            if (!totalled.isEmpty() || made.over()) {
                marks.add("total of released cells");
            }
            if (totalled.isEmpty() && from.size() < institutions) {
                marks.add("nodes: " + from.size() + " of " + institutions);
                missing(made).ifPresent(marks::add);
            }
            return known(made, from, marks, kept);
        }

        private Cell known(Made made, List<Map<String, Partial>> from, List<String> marks, List<Row> kept) {
            try {
                return Cell.known(made.formula().of(known(from, kept)), marks);
            } catch (ArithmeticException e) {
                marks.add("not_computable");
                return Cell.known(null, marks);
            }
        }

        /** Another rule than the threshold, if an institution names it. */
        private String reason(Made made) {
            boolean rule = members.stream().flatMap(partials -> partials.values().stream())
                    .anyMatch(terms -> made.terms().stream().anyMatch(term -> "disclosure".equals(terms.get(term).reason())));
            return rule ? "disclosure" : "threshold";
        }

        /** For a count of persons alone, where each missing institution has fewer than k in the row. */
        private Optional<String> missing(Made made) {
            Map<String, Map<String, Partial>> partials = members.get(0);
            boolean persons = made.terms().size() == 1 && asked.terms.get(made.terms().get(0)).count() == Count.PERSONS
                    && asked.columns.stream().anyMatch(column -> column.made() == made && column.name().equals(made.terms().get(0)));
            boolean absent = whole(partials, made).size() == partials.size();
            return persons && absent ? Optional.of("at most " + (institutions - partials.size()) * (K - 1) + " persons missing") : Optional.empty();
        }

        private boolean isIn(Row other, List<String> partition) {
            return partition.stream().allMatch(key -> java.util.Objects.equals(key(key), other.key(key)));
        }

        private Object key(String column) {
            return keys.get(asked.keys.stream().map(Asked.Key::column).toList().indexOf(column));
        }

        private Asked.Known known(List<Map<String, Partial>> from, List<Row> kept) {
            return new Asked.Known() {
                @Override
                public Object key(String column) {
                    return Row.this.key(column);
                }

                @Override
                public boolean isTotal(String column) {
                    return totalled.contains(column);
                }

                /** Whoever is in several rows of a total would be counted in each. */
                @Override
                public Object term(String name) {
                    if (members.size() > 1 && asked.terms.get(name).isDistinct() && !(asked.byPerson && asked.terms.get(name).count() == Count.PERSONS)) {
                        throw new ArithmeticException("persons of several rows do not add up");
                    }
                    return combined(asked.terms.get(name).count(), from.stream().map(terms -> terms.get(name).value()).toList());
                }

                @Override
                public Object over(String name, String... partition) {
                    Made term = Asked.made(known -> known.term(name), name);
                    return sum(kept.stream().filter(row -> row.isIn(Row.this, List.of(partition))).map(row -> row.cell(term, List.of()).value())
                            .filter(value -> value != null).toList());
                }
            };
        }
    }

    private static Object combined(Count count, List<Object> values) {
        if (count == Count.CODES || count == Count.SPREAD) {
            List<Object> all = new ArrayList<>();
            values.forEach(some -> all.addAll((java.util.Collection<?>) some));
            return count == Count.CODES ? Collections.unmodifiableSet(new HashSet<>(all)) : all;
        }
        return sum(values);
    }
}
