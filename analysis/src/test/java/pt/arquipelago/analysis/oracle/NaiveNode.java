package pt.arquipelago.analysis.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.ProtectedSupport;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.oracle.Study.Meaning;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Moments;

/** Stands for a node's execution: measures raw records, persons counted up to a cap. It applies no rule. */
final class NaiveNode {
    private final int cap;

    NaiveNode(int cap) {
        this.cap = cap;
    }

    MeasuredTable measure(AggregateQuery query, List<Dispensing> records) {
        Map<List<Object>, List<Dispensing>> groups = new HashMap<>();
        records.forEach(record -> groups.computeIfAbsent(Study.keys(record), keys -> new ArrayList<>()).add(record));
        List<MeasuredRow> rows = new ArrayList<>();
        groups.forEach((keys, group) -> rows.add(new MeasuredRow(keys, persons(group),
                Study.TERMS.stream().map(term -> term(term, group)).toList())));
        return new MeasuredTable(query, rows);
    }

    private MeasuredTerm term(Meaning meaning, List<Dispensing> group) {
        List<Dispensing> met = group.stream().filter(meaning.condition()).toList();
        List<Dispensing> behind = met.stream()
                .filter(record -> meaning.argument().apply(record) != null && !Study.isZero(meaning.argument().apply(record)))
                .toList();
        List<Dispensing> rest = group.stream().filter(meaning.condition().negate()).toList();
        return new MeasuredTerm(value(meaning, met), persons(behind), persons(rest), others(behind), concentrations(meaning, met));
    }

    private static List<Concentration> concentrations(Meaning meaning, List<Dispensing> met) {
        List<Dispensing> valued = met.stream().filter(record -> meaning.argument().apply(record) != null).toList();
        return switch (meaning.term().kind()) {
            case PERSONS, VALUES -> List.of();
            case RECORDS -> List.of(concentration(met, record -> 1));
            case DOCUMENTS -> List.of(concentration(valued.stream().collect(Collectors.toMap(record -> record.person() + "/" + record.receita(),
                    record -> record, (a, b) -> a)).values(), record -> 1, valued.stream().map(Dispensing::receita).distinct().count()));
            case SUM -> List.of(concentration(valued, record -> Math.abs(digits(meaning.argument().apply(record)))));
            case MOMENTS -> {
                double mean = valued.stream().mapToDouble(record -> digits(meaning.argument().apply(record))).average().orElse(0);
                yield List.of(concentration(valued, record -> 1), concentration(valued, record -> Math.abs(digits(meaning.argument().apply(record)))),
                        concentration(valued, record -> Math.pow(digits(meaning.argument().apply(record)) - mean, 2)));
            }
        };
    }

    private static Concentration concentration(Collection<Dispensing> records, ToDoubleFunction<Dispensing> amount) {
        return concentration(records, amount, records.stream().mapToDouble(amount).sum());
    }

    private static Concentration concentration(Collection<Dispensing> records, ToDoubleFunction<Dispensing> amount, double total) {
        Map<Integer, Double> byPerson = new HashMap<>();
        records.forEach(record -> byPerson.merge(record.person(), amount.applyAsDouble(record), Double::sum));
        List<Double> totals = new ArrayList<>(byPerson.values());
        totals.sort(Collections.reverseOrder());
        totals.addAll(List.of(0.0, 0.0));
        return Concentration.counted(totals.get(0), totals.get(1), total);
    }

    /** Decimals by their digits, so that adding them up loses nothing. */
    private static double digits(Object number) {
        return number instanceof BigDecimal exact ? exact.unscaledValue().doubleValue() : ((Number) number).doubleValue();
    }

    private int persons(Collection<Dispensing> records) {
        return (int) Math.min(cap, records.stream().map(Dispensing::person).distinct().count());
    }

    private List<ProtectedSupport> others(List<Dispensing> records) {
        long prescribers = records.stream().map(Dispensing::prescriber).filter(Objects::nonNull).distinct().count();
        List<Dispensing> without = records.stream().filter(record -> record.prescriber() == null).toList();
        return List.of(new ProtectedSupport("professional", (int) Math.min(cap, prescribers), persons(without)));
    }

    private Object value(Meaning meaning, List<Dispensing> met) {
        List<Object> arguments = met.stream().map(meaning.argument()).filter(Objects::nonNull).toList();
        return switch (meaning.term().kind()) {
            case RECORDS -> (long) met.size();
            case PERSONS -> met.stream().map(Dispensing::person).distinct().count();
            case DOCUMENTS -> arguments.stream().distinct().count();
            case SUM -> arguments.stream().reduce(NaiveNode::plus).orElse(null);
            case MOMENTS -> arguments.stream().map(x -> new Moments(1, (Double) x, 0)).reduce(Moments::merge).orElse(null);
            case VALUES -> supportedValues(meaning, met);
        };
    }

    private List<SupportedValue> supportedValues(Meaning meaning, List<Dispensing> met) {
        Set<Object> values = met.stream().map(meaning.argument()).filter(Objects::nonNull).collect(Collectors.toSet());
        List<SupportedValue> supported = new ArrayList<>();
        for (Object value : values) {
            List<Dispensing> having = met.stream().filter(record -> value.equals(meaning.argument().apply(record))).toList();
            supported.add(new SupportedValue(value, persons(having), others(having)));
        }
        return supported;
    }

    static Object plus(Object a, Object b) {
        if (a instanceof BigDecimal exact) {
            return exact.add((BigDecimal) b);
        }
        return a instanceof Double real ? (Object) (real + (Double) b) : (Object) ((Long) a + (Long) b);
    }
}
