package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import pt.arquipelago.analysis.query.Expr;

/** The weight of each term in a finished sum: its expression is linear, so that the weights are what it gives for one term of 1. */
final class Weights {
    private Weights() {}

    static double[] of(Expr sum, int terms) {
        double[] weights = new double[terms];
        for (int i = 0; i < terms; i++) {
            weights[i] = value(sum, i);
        }
        return weights;
    }

    private static double value(Expr expr, int one) {
        if (expr instanceof Expr.TermRef term) {
            return term.index() == one ? 1 : 0;
        } else if (expr instanceof Expr.Literal literal) {
            return new BigDecimal(literal.value().toString()).doubleValue();
        }
        Expr.Call call = (Expr.Call) expr;
        double first = value(call.arguments().get(0), one);
        return switch (call.function()) {
            case "cast" -> first;
            case "add" -> first + value(call.arguments().get(1), one);
            case "multiply" -> first * value(call.arguments().get(1), one);
            case "divide" -> first / value(call.arguments().get(1), one);
            default -> throw new IllegalArgumentException("no sum of weighted terms: " + call.function());
        };
    }
}
