package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.policies.permit.Manifest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** What a noisy answer costs at one institution, how uncertain its numbers are, what their amounts are cut to, and what is left, in words. */
final class NoiseWords {
    private final Words words;

    NoiseWords(Words words) {
        this.words = requireNonNull(words, "words is null");
    }

    /** @param query as the institution understood the question */
    String of(Manifest.Noise noise, Optional<AggregateQuery> query) {
        // What is left is told for the table that has least.
        String left = words.number(Math.max(0, noise.budgets().stream().mapToDouble(budget -> budget.rho() - budget.spent()).min().orElse(0)));
        List<String> said = new ArrayList<>();
        said.add(noise.repeat().orElse(false) ? words.with("noise.repeat", left) : words.with("noise.cost", words.number(noise.rho()), left));
        String deviations = noise.deviations().stream().filter(each -> each.term() >= 0).map(each -> name(each, query) + words.number(rounded(each.deviation()))).distinct().collect(Collectors.joining(", "));
        said.add(deviations.isEmpty() ? "" : words.with("noise.deviations", deviations));
        noise.threshold().ifPresent(threshold -> said.add(words.with("noise.threshold", words.number(threshold))));
        noise.ranges().ifPresent(ranges -> said.add(words.with("noise.cut", ranges.stream().map(this::range).distinct().collect(Collectors.joining(", ")))));
        return said.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" "));
    }

    /** Three digits: what decides whether a question is worth its cost. */
    private static double rounded(double deviation) {
        return new BigDecimal(deviation).round(new MathContext(3)).doubleValue();
    }

    /** Which output a number is, or is in. */
    private String name(Manifest.Deviation deviation, Optional<AggregateQuery> query) {
        return query.stream().flatMap(asked -> asked.outputs().stream()).filter(output -> output.expr().terms().contains(deviation.term())).findFirst()
                .map(output -> output.name() + (output.expr() instanceof Expr.TermRef && deviation.part().equals("count") ? "" : " (" + words.get("noise.part." + deviation.part()) + ")") + " ± ").orElse("± ");
    }

    private String range(Manifest.Range range) {
        return words.with("noise.range", range.name(), words.number(range.low()), words.number(range.high()),
                range.from().stream().map(source -> words.get("noise.from." + source)).collect(Collectors.joining(", ")));
    }
}
