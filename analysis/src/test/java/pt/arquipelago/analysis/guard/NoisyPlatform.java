package pt.arquipelago.analysis.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import pt.arquipelago.analysis.noise.BoundedRow;
import pt.arquipelago.analysis.noise.Clip;
import pt.arquipelago.analysis.noise.Limits;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.analysis.noise.Noises;
import pt.arquipelago.analysis.noise.NoisyNumber;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.noise.Rho;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;

/** A node without Spark that answers with noise, under one budget: contributions bounded in memory, then the very classes that a node uses. */
final class NoisyPlatform extends Platform {
    private final Visits table;
    private final Reading reading = new Reading(Visits.COLUMNS);
    private final Rho each;
    private final Limits limits;
    private final long seed;
    private final Map<String, Answer> kept = new HashMap<>();
    private Rho left;

    NoisyPlatform(Visits table, Rho budget, Rho each, Limits limits, long seed) {
        super(table, Mode.OFF, seed);
        this.table = table;
        this.left = budget;
        this.each = each;
        this.limits = limits;
        this.seed = seed;
    }

    /** Its account is kept. */
    @Override
    Platform reopened() {
        return this;
    }

    @Override
    Answer ask(Asking asking) {
        AggregateQuery query = asking.query();
        Answer before = kept.get(query.digest());
        if (before != null) {
            return before;
        }
        if (each.compareTo(left) > 0) {
            return new Answer(List.of(), 0, 0);
        }
        left = left.minus(each);
        Answer answer = answer(query);
        kept.put(query.digest(), answer);
        return answer;
    }

    private Answer answer(AggregateQuery query) {
        Map<Integer, Clip> clips = new HashMap<>();
        for (int t = 0; t < query.terms().size(); t++) {
            Term term = query.terms().get(t);
            if (term.kind() == Kind.SUM || term.kind() == Kind.MOMENTS) {
                clips.put(t, term.argument().orElseThrow().toString().contains("cost") ? new Clip(0, 5_000) : term.argument().orElseThrow().toString().contains("born") ? new Clip(0, 2_010) : new Clip(0, 1));
            }
        }
        Limits each = query.keys().isEmpty() ? new Limits(1, limits.records()) : limits;
        NoisePlan plan = NoisePlan.of(query, each, clips, this.each);
        NoisyTable noisy = Noises.seeded(query, plan, seed + kept.size()).perturbed(bounded(query, plan, clips).iterator());
        List<Row> rows = noisy.rows().stream().map(row -> new Row(row.keys(), cells(query, plan, row.numbers()))).toList();
        int cells = rows.size() * query.terms().size();
        return new Answer(rows, cells, cells);
    }

    private static List<Object> cells(AggregateQuery query, NoisePlan plan, List<Long> numbers) {
        List<Object> cells = new ArrayList<>();
        for (int t = 0; t < query.terms().size(); t++) {
            double[] parts = new double[3];
            double centre = 0;
            for (int i = 0; i < numbers.size(); i++) {
                NoisyNumber number = plan.numbers().get(i);
                if (number.term() == t) {
                    parts[query.terms().get(t).kind() == Kind.MOMENTS ? number.part().ordinal() : 0] = numbers.get(i) * number.unit();
                    centre = number.centre();
                }
            }
            cells.add(query.terms().get(t).kind() == Kind.MOMENTS
                    ? parts[0] < 1 ? null : new Moments(Math.round(parts[0]), centre + parts[1] / parts[0], Math.max(0, parts[2] - parts[1] * parts[1] / parts[0]))
                    : (Object) Math.round(parts[0]));
        }
        return cells;
    }

    private List<BoundedRow> bounded(AggregateQuery query, NoisePlan plan, Map<Integer, Clip> clips) {
        List<Function<Object[], Object>> where = new ArrayList<>();
        query.source().path("where").forEach(condition -> where.add(reading.of(condition)));
        List<Function<Object[], Object>> keys = query.keys().stream().map(key -> reading.of(key.expression())).toList();
        List<Optional<Function<Object[], Object>>> conditions = query.terms().stream().map(term -> term.condition().map(reading::of)).toList();
        List<Optional<Function<Object[], Object>>> arguments = query.terms().stream().map(term -> term.argument().map((JsonNode e) -> reading.of(e))).toList();
        Map<Long, Map<List<Object>, double[]>> persons = new LinkedHashMap<>();
        int width = plan.numbers().size();
        for (Object[] record : table.records()) {
            if (!where.stream().allMatch(condition -> Boolean.TRUE.equals(condition.apply(record)))) {
                continue;
            }
            List<Object> values = Arrays.asList(keys.stream().map(key -> key.apply(record)).toArray());
            double[] own = persons.computeIfAbsent((Long) record[Visits.PERSON], none -> new HashMap<>()).computeIfAbsent(values, none -> new double[width + 1]);
            own[width]++;
            for (int i = 0; i < width; i++) {
                NoisyNumber number = plan.numbers().get(i);
                int t = number.term();
                if (t < 0 || conditions.get(t).map(condition -> Boolean.TRUE.equals(condition.apply(record))).orElse(true)) {
                    own[i] = added(number, t < 0 ? Kind.PERSONS : query.terms().get(t).kind(), own[i], t < 0 ? null : arguments.get(t).map(argument -> argument.apply(record)).orElse(null), clips.get(t));
                }
            }
        }
        return summed(plan, persons);
    }

    private static double added(NoisyNumber number, Kind kind, double before, Object argument, Clip clip) {
        if (kind == Kind.PERSONS) {
            return 1;
        }
        if (kind == Kind.RECORDS) {
            return before + 1;
        }
        if (argument == null) {
            return before;
        }
        double cut = Math.max(clip.low(), Math.min(clip.high(), ((Long) argument).doubleValue()));
        return before + switch (number.part()) {
            case COUNT -> 1;
            case SUM -> cut - number.centre();
            case SQUARES -> Math.pow(cut - number.centre(), 2);
        };
    }

    private List<BoundedRow> summed(NoisePlan plan, Map<Long, Map<List<Object>, double[]>> persons) {
        Map<List<Object>, long[]> sums = new HashMap<>();
        int width = plan.numbers().size();
        persons.forEach((person, rows) -> rows.entrySet().stream().sorted(Comparator.comparing(row -> (row.getKey().hashCode() * 31L + person) * 0x9E3779B97F4A7C15L)).limit(plan.limits().rows())
                .forEach(row -> {
                    long[] total = sums.computeIfAbsent(row.getKey(), none -> new long[width]);
                    double share = Math.min(1, plan.limits().records() / row.getValue()[width]);
                    for (int i = 0; i < width; i++) {
                        NoisyNumber number = plan.numbers().get(i);
                        boolean once = number.bound() == 1;
                        long units = Math.round(row.getValue()[i] * (once ? 1 : share) / number.unit());
                        total[i] += Math.max(-number.bound(), Math.min(number.bound(), units));
                    }
                }));
        List<BoundedRow> rows = new ArrayList<>();
        sums.forEach((keys, total) -> rows.add(new BoundedRow(keys, Arrays.stream(total).boxed().toList())));
        rows.sort(Comparator.comparing(row -> row.keys().toString()));
        return rows;
    }
}
