package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;

/** What the gate made of a question, for people to read. */
final class Shown {
    private Shown() {}

    static List<String> of(CompiledQuestion question) {
        AggregateQuery query = question.query();
        List<String> lines = new ArrayList<>();
        lines.add("from " + query.source());
        query.keys().forEach(key -> lines.add("key " + key.name() + " " + key.type() + " " + key.expression() + key.codes().map(codes -> " in " + codes).orElse("")));
        query.terms().forEach(term -> lines.add("term " + term.kind() + term.argument().map(a -> " " + a).orElse("") + " " + term.type()
                + term.condition().map(c -> " if " + c + (term.restEmpty() ? "" : ", rest")).orElse("")));
        query.groupings().ifPresent(groupings -> lines.add("sets " + groupings.sets() + (groupings.keysByPerson() ? " by person" : "")));
        query.outputs().forEach(output -> lines.add(output.role().name().toLowerCase(java.util.Locale.ROOT) + " " + output.name() + " " + output.type() + " " + of(output.expr())));
        query.having().ifPresent(having -> lines.add("having " + of(having)));
        query.orderBy().forEach(order -> lines.add("order " + of(order.expr()) + (order.ascending() ? "" : " desc")));
        query.limit().ifPresent(limit -> lines.add("limit " + limit));
        if (query.offset() > 0) {
            lines.add("offset " + query.offset());
        }
        if (!question.others().isEmpty()) {
            lines.add("protected " + question.others().stream().map(other -> other.type() + " " + other.threshold()).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    static String of(Refusal refusal) {
        return refusal.code() + refusal.place().map(place -> " at " + place.line() + ":" + place.column() + "+" + place.length()).orElse("") + ": " + refusal.message();
    }

    static String of(Expr expr) {
        if (expr instanceof Expr.KeyRef key) {
            return "k" + key.index();
        } else if (expr instanceof Expr.TermRef term) {
            return "t" + term.index();
        } else if (expr instanceof Expr.Literal literal) {
            return String.valueOf(literal.value());
        }
        if (expr instanceof Expr.Over over) {
            return "sum(" + of(over.summed()) + ") over " + over.partition() + ":" + over.type();
        } else if (expr instanceof Expr.Grouping grouping) {
            return "grouping(k" + grouping.index() + ")";
        }
        if (expr instanceof Expr.Quantile quantile) {
            List<String> edges = quantile.edges().stream().map(java.math.BigDecimal::toPlainString).toList();
            return (quantile.interpolated() ? "quantile " : "value at ") + quantile.at() + " of t" + quantile.total() + " by t"
                    + quantile.below().get(0) + "–t" + quantile.below().get(quantile.below().size() - 1) + " at " + String.join(" ", edges);
        }
        Expr.Call call = (Expr.Call) expr;
        return call.function() + call.arguments().stream().map(Shown::of).collect(Collectors.joining(", ", "(", ")"))
                + (call.function().equals("cast") ? ":" + call.type() : "");
    }
}
