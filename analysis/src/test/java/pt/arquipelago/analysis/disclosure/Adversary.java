package pt.arquipelago.analysis.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Somebody who reads one released table, knows what was asked, and solves for what was not released: each number is a sum over parts of
 * a row that the conditions tell apart, every part is zero or more, and a linear program finds the least and the most that another sum
 * of parts can be. So shares and totals help no further than the numbers in them.
 */
final class Adversary {
    private final int parts;
    private final List<Equation> known = new ArrayList<>();

    private record Equation(boolean[] parts, double value) {}

    /** @param parts how many parts a row has, for one measure */
    Adversary(int parts) {
        this.parts = parts;
    }

    /** The sum of these parts was released. */
    void knows(boolean[] sumOf, double value) {
        known.add(new Equation(sumOf.clone(), value));
    }

    /** Whether what was released leaves one value for the sum of these parts. */
    boolean pins(boolean[] sumOf) {
        double scale = known.stream().mapToDouble(Equation::value).max().orElse(1);
        return extreme(sumOf, true) - extreme(sumOf, false) < 1e-6 * Math.max(1, scale);
    }

    private double extreme(boolean[] sumOf, boolean most) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable[] variables = new Variable[parts];
        for (int i = 0; i < parts; i++) {
            variables[i] = model.newVariable("part" + i).lower(0).weight(sumOf[i] ? 1 : 0);
        }
        for (int i = 0; i < known.size(); i++) {
            Expression sum = model.newExpression("cell" + i).level(known.get(i).value());
            for (int part = 0; part < parts; part++) {
                if (known.get(i).parts()[part]) {
                    sum.set(variables[part], 1);
                }
            }
        }
        Optimisation.Result result = most ? model.maximise() : model.minimise();
        if (result.getState() == Optimisation.State.UNBOUNDED) {
            return Double.POSITIVE_INFINITY;
        }
        if (!result.getState().isFeasible()) {
            throw new IllegalStateException("what was released contradicts itself: " + result.getState());
        }
        return result.getValue();
    }
}
