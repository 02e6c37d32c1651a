package pt.arquipelago.analysis.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import pt.arquipelago.analysis.oracle.Study.Finished;
import pt.arquipelago.analysis.oracle.Study.Meaning;
import pt.arquipelago.analysis.query.Kind;

/**
 * What a federated result must be, by the letter of the rules and with none of the code under test: the records parted by node, each rule
 * applied to sets of persons at each node, then combined.
 */
final class Oracle {
    /** One expected cell; {@code value} is {@link Study#ERROR} for what is not computable. */
    record Cell(Object value, String suppressed, List<String> marks) {}

    record Row(List<Object> keys, List<Cell> cells) {}

    private final int k;
    private final int professionals;
    private final List<String> nodes;
    private final boolean strict;

    Oracle(int k, int professionals, List<String> nodes, boolean strict) {
        this.k = k;
        this.professionals = professionals;
        this.nodes = nodes;
        this.strict = strict;
    }

    List<Row> rows(List<Dispensing> records, boolean grid) {
        Map<List<Object>, Map<String, List<Dispensing>>> groups = new HashMap<>();
        for (Dispensing record : records) {
            groups.computeIfAbsent(Study.keys(record), keys -> new TreeMap<>()).computeIfAbsent(record.node(), n -> new ArrayList<>()).add(record);
        }
        groups.values().forEach(byNode -> byNode.values().removeIf(group -> persons(group.stream()) < k));
        groups.values().removeIf(Map::isEmpty);
        if (grid) {
            for (Object sex : List.of("F", "M")) {
                for (Object region : List.of(0L, 1L, 2L, 3L)) {
                    groups.putIfAbsent(List.of(sex, region), Map.of());
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        groups.forEach((keys, byNode) -> rows.add(new Row(keys, Study.MEASURES.stream().map(measure -> cell(measure, byNode)).toList())));
        rows.sort(Comparator.comparing((Row row) -> (String) row.keys().get(0), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(row -> (Long) row.keys().get(1), Comparator.nullsLast(Comparator.naturalOrder())));
        return rows;
    }

    /** One cell of the row with these keys. */
    Cell cell(Finished measure, List<Dispensing> records, List<Object> keys) {
        Map<String, List<Dispensing>> byNode = new TreeMap<>();
        records.stream().filter(record -> Study.keys(record).equals(keys))
                .forEach(record -> byNode.computeIfAbsent(record.node(), n -> new ArrayList<>()).add(record));
        byNode.values().removeIf(group -> persons(group.stream()) < k);
        return cell(measure, byNode);
    }

    private Cell cell(Finished measure, Map<String, List<Dispensing>> byNode) {
        List<String> used = new ArrayList<>();
        boolean otherRule = false;
        boolean onlyAbsent = true;
        for (String node : nodes) {
            List<Dispensing> group = byNode.get(node);
            List<String> objections = group == null ? List.of("threshold")
                    : measure.needs().stream().map(term -> objection(Study.TERMS.get(term), group)).filter(Objects::nonNull).toList();
            if (objections.isEmpty()) {
                used.add(node);
            } else {
                otherRule |= objections.contains("disclosure");
                onlyAbsent &= group == null;
            }
        }
        if (used.isEmpty() || strict && used.size() < nodes.size()) {
            return new Cell(null, otherRule ? "disclosure" : "threshold", List.of());
        }
        Map<Integer, Object> values = new HashMap<>();
        measure.needs().forEach(term -> values.put(term, total(Study.TERMS.get(term), used.stream().map(byNode::get).toList())));
        return new Cell(measure.value().apply(values), null, marks(measure, used, onlyAbsent));
    }

    private List<String> marks(Finished measure, List<String> used, boolean onlyAbsent) {
        int missing = nodes.size() - used.size();
        if (missing == 0) {
            return List.of();
        }
        String name = measure.output().name();
        boolean persons = name.equals("persons") || name.equals("flagged_persons");
        String nodesMark = "nodes: " + used.size() + " of " + nodes.size();
        return persons && onlyAbsent ? List.of(nodesMark, "at most " + missing * (k - 1) + " persons missing") : List.of(nodesMark);
    }

    /** Null, or which kind of rule keeps the term from leaving the node. */
    private String objection(Meaning meaning, List<Dispensing> group) {
        List<Dispensing> behind = behind(meaning, group).toList();
        if (persons(behind.stream()) < k) {
            return "threshold";
        }
        boolean conditioned = meaning.term().kind() != Kind.VALUES && !meaning.term().restEmpty();
        if (conditioned && persons(group.stream().filter(record -> !meaning.condition().test(record))) < k) {
            return "disclosure";
        }
        if (!prescribersProtected(behind)) {
            return "disclosure";
        }
        if (dominated(meaning, group.stream().filter(meaning.condition()).toList())) {
            return "disclosure";
        }
        return meaning.term().kind() == Kind.VALUES && valuesOfMany(meaning, group).isEmpty() ? "threshold" : null;
    }

    /** One person above 50 % or two above 85 %, of the number of records or documents, of Σ|x|, or of what the values differ from their mean. */
    private static boolean dominated(Meaning meaning, List<Dispensing> met) {
        List<Dispensing> valued = met.stream().filter(record -> meaning.argument().apply(record) != null).toList();
        return switch (meaning.term().kind()) {
            case PERSONS, VALUES -> false;
            case RECORDS -> dominates(met.stream().map(record -> Map.entry(record.person(), BigDecimal.ONE)));
            case DOCUMENTS -> dominates(valued.stream().map(record -> List.of(record.person(), record.receita())).distinct()
                    .map(pair -> Map.entry((Integer) pair.get(0), BigDecimal.ONE)),
                    BigDecimal.valueOf(valued.stream().map(Dispensing::receita).distinct().count()));
            case SUM -> dominates(valued.stream().map(record -> Map.entry(record.person(), new BigDecimal(meaning.argument().apply(record).toString()).abs())));
            case MOMENTS -> {
                double mean = valued.stream().mapToDouble(record -> (Double) meaning.argument().apply(record)).average().orElse(0);
                yield dominates(valued.stream().map(record -> Map.entry(record.person(), BigDecimal.ONE)))
                        || dominates(valued.stream().map(record -> Map.entry(record.person(), BigDecimal.valueOf(Math.abs((Double) meaning.argument().apply(record))))))
                        || dominatesClearly(valued.stream().map(record -> Map.entry(record.person(),
                                BigDecimal.valueOf(Math.pow((Double) meaning.argument().apply(record) - mean, 2)))).toList());
            }
        };
    }

    /** Of squares that are rounded, a share of exactly 50 % or 85 % may fall to either side: such records are no case. */
    private static boolean dominatesClearly(List<Map.Entry<Integer, BigDecimal>> amounts) {
        BigDecimal total = amounts.stream().map(Map.Entry::getValue).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal rounded = total.multiply(new BigDecimal("1e-9"));
        boolean dominates = dominates(amounts.stream(), total);
        Assume.that(dominates == dominates(amounts.stream(), total.add(rounded)) && dominates == dominates(amounts.stream(), total.subtract(rounded)));
        return dominates;
    }

    private static boolean dominates(Stream<Map.Entry<Integer, BigDecimal>> amounts) {
        List<Map.Entry<Integer, BigDecimal>> all = amounts.toList();
        return dominates(all.stream(), all.stream().map(Map.Entry::getValue).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static boolean dominates(Stream<Map.Entry<Integer, BigDecimal>> amounts, BigDecimal total) {
        Map<Integer, BigDecimal> byPerson = new HashMap<>();
        amounts.forEach(amount -> byPerson.merge(amount.getKey(), amount.getValue(), BigDecimal::add));
        List<BigDecimal> largest = byPerson.values().stream().sorted(Comparator.reverseOrder()).limit(2).toList();
        BigDecimal two = largest.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return total.signum() == 0 || largest.get(0).compareTo(total.multiply(new BigDecimal("0.50"))) > 0
                || two.compareTo(total.multiply(new BigDecimal("0.85"))) > 0;
    }

    private Stream<Dispensing> behind(Meaning meaning, List<Dispensing> group) {
        return group.stream().filter(meaning.condition()).filter(record -> {
            Object argument = meaning.argument().apply(record);
            return argument != null && !Study.isZero(argument);
        });
    }

    private boolean prescribersProtected(List<Dispensing> behind) {
        Set<String> prescribers = new HashSet<>();
        behind.forEach(record -> prescribers.add(record.prescriber()));
        prescribers.remove(null);
        return prescribers.size() >= professionals || persons(behind.stream().filter(record -> record.prescriber() == null)) >= k;
    }

    private Set<Object> valuesOfMany(Meaning meaning, List<Dispensing> group) {
        Set<Object> values = new HashSet<>();
        for (Dispensing one : group) {
            Object value = meaning.argument().apply(one);
            List<Dispensing> having = group.stream().filter(record -> value != null && value.equals(meaning.argument().apply(record))).toList();
            if (persons(having.stream()) >= k && prescribersProtected(having)) {
                values.add(value);
            }
        }
        return values;
    }

    private static long persons(Stream<Dispensing> records) {
        return records.map(Dispensing::person).distinct().count();
    }

    /** A person counts at each node that saw them. */
    private Object total(Meaning meaning, List<List<Dispensing>> groups) {
        List<Dispensing> all = groups.stream().flatMap(List::stream).filter(meaning.condition()).toList();
        List<Object> arguments = all.stream().map(meaning.argument()).filter(Objects::nonNull).toList();
        return switch (meaning.term().kind()) {
            case RECORDS -> (long) all.size();
            case PERSONS -> all.stream().map(record -> record.node() + "/" + record.person()).distinct().count();
            case DOCUMENTS -> all.stream().filter(record -> record.receita() != null).map(record -> record.node() + "/" + record.receita()).distinct().count();
            case VALUES -> (long) groups.stream().flatMap(group -> valuesOfMany(meaning, group).stream()).collect(java.util.stream.Collectors.toSet()).size();
            case SUM -> sum(arguments);
            case MOMENTS -> deviation(arguments.stream().mapToDouble(x -> (Double) x).toArray());
        };
    }

    private static Object sum(List<Object> arguments) {
        if (arguments.get(0) instanceof BigDecimal) {
            return arguments.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        return arguments.get(0) instanceof Double ? (Object) arguments.stream().mapToDouble(x -> (Double) x).sum()
                : (Object) arguments.stream().mapToLong(x -> (Long) x).sum();
    }

    /** The sample's standard deviation, in two passes over raw values. */
    private static Double deviation(double[] values) {
        double mean = java.util.Arrays.stream(values).average().orElseThrow();
        double squares = java.util.Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return values.length == 1 ? null : (Double) Math.sqrt(squares / (values.length - 1));
    }
}
