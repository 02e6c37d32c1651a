package pt.arquipelago.node.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.analysis.noise.Clip;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.node.gate.AmountRange;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.NoiseRange;

/**
 * What amounts are cut to: the question's own range, or else the permit's, and within it what the question's form and the profiles of its
 * tables say. Where these have nothing in common with what was given, what was given holds.
 */
final class NoisyAmounts {
    private static final int LONGEST = 128;
    private static final BigDecimal MOST = new BigDecimal("1e15");

    private final AggregateQuery query;
    private final NoiseLimits asked;
    private final NoiseLimits permit;

    private NoisyAmounts(AggregateQuery query, NoiseLimits asked, NoiseLimits permit) {
        this.query = query;
        this.asked = asked;
        this.permit = permit;
    }

    /** By term, of those that are sums or moments. */
    static SortedMap<Integer, NoisyAmount> of(CompiledQuestion question, NoiseLimits asked, NoiseLimits permit) {
        NoisyAmounts amounts = new NoisyAmounts(question.query(), asked, permit);
        SortedMap<Integer, NoisyAmount> found = new TreeMap<>();
        for (int i = 0; i < question.terms().size(); i++) {
            Term term = question.terms().get(i).term();
            if (term.kind() == Kind.SUM || term.kind() == Kind.MOMENTS) {
                found.put(i, amounts.amount(i, question.terms().get(i).amounts()));
            }
        }
        return found;
    }

    /** One end of a range, and who says it. */
    private record End(double at, String from) {}

    private NoisyAmount amount(int term, AmountRange known) {
        List<String> names = names(term);
        Optional<NoiseRange> own = ranged(names, asked);
        Optional<NoiseRange> given = own.or(() -> ranged(names, permit));
        String giver = own.isPresent() ? "question" : "permit";
        Optional<End> low = given.map(range -> new End(range.low(), giver));
        Optional<End> high = given.map(range -> new End(range.high(), giver));
        Optional<End> least = end(known.all().least(), known.form().least()).filter(end -> low.isEmpty() || end.at() > low.get().at()).or(() -> low);
        Optional<End> most = end(known.all().most(), known.form().most()).filter(end -> high.isEmpty() || end.at() < high.get().at()).or(() -> high);
        String name = names.isEmpty() ? "#" + term : names.get(0);
        if (least.isPresent() && most.isPresent() && least.get().at() < most.get().at()) {
            return new NoisyAmount(name, new Clip(least.get().at(), most.get().at()), Stream.of(least.get().from(), most.get().from()).distinct().toList());
        }
        return new NoisyAmount(name, given.map(range -> new Clip(range.low(), range.high())).orElseThrow(() -> unsaid(names)), List.of(giver));
    }

    private static Optional<End> end(Optional<BigDecimal> all, Optional<BigDecimal> form) {
        boolean said = form.isPresent() && all.isPresent() && form.get().compareTo(all.get()) == 0;
        return all.filter(at -> at.abs().compareTo(MOST) <= 0).map(at -> new End(at.doubleValue(), said ? "form" : "profile"));
    }

    private static Optional<NoiseRange> ranged(List<String> names, NoiseLimits limits) {
        Map<String, NoiseRange> ranges = limits.ranges().orElse(Map.of());
        return names.stream().filter(ranges::containsKey).map(ranges::get).findFirst();
    }

    /** By which a range may be given. */
    private List<String> names(int term) {
        List<String> names = new ArrayList<>(bare(query.terms().get(term).argument().orElseThrow()).stream().toList());
        query.outputs().stream().filter(output -> output.expr().terms().contains(term)).map(Output::name).forEach(names::add);
        return names.stream().filter(name -> !name.isBlank() && name.length() <= LONGEST).toList();
    }

    private static RefusedException unsaid(List<String> names) {
        if (names.isEmpty()) {
            return NoisyQuestion.refusal("noise.range", "An amount that is added up has no name by which its ends could be given.",
                    "Select it under a name, also where only HAVING or ORDER BY looks at it.");
        }
        return NoisyQuestion.refusal("noise.range", "It is not said between which ends an amount lies that is added up: " + names.get(0) + ".",
                "Give noise.ranges with the question, such as {\"ranges\": {\"" + names.get(0) + "\": {\"low\": 0, \"high\": 100}}}: what lies outside is cut to it.");
    }

    /** Name of a column that is the whole argument, with or without casts. */
    private static Optional<String> bare(JsonNode argument) {
        if (argument.path(0).asText().equals("column")) {
            String[] parts = argument.path(1).asText().split("\\.", 2);
            return parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        }
        return argument.isArray() && argument.path(0).asText().equals("cast") ? bare(argument.path(1)) : Optional.empty();
    }
}
