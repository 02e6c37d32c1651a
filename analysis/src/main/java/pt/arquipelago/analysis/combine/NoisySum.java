package pt.arquipelago.analysis.combine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.partial.PartialCell.Perturbed;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/**
 * One term over several noisy cells: numbers add up, and so do the variances of their noise.
 *
 * @param numbers one; of MOMENTS three for each centre, since only amounts less the same centre add up
 * @param centres of MOMENTS, one for each three numbers
 */
record NoisySum(Term term, List<Double> numbers, List<Double> deviations, List<Double> centres) {
    private static final double LARGEST_LONG = 9.2e18;
    private static final int PARTS = 3;

    static NoisySum of(Term term, List<Perturbed> cells) {
        Map<Double, List<Perturbed>> byCentre = new TreeMap<>();
        cells.forEach(cell -> byCentre.computeIfAbsent(cell.centre(), none -> new ArrayList<>()).add(cell));
        List<Double> numbers = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        byCentre.values().forEach(alike -> {
            for (int i = 0; i < alike.get(0).numbers().size(); i++) {
                int at = i;
                numbers.add(alike.stream().mapToDouble(cell -> cell.numbers().get(at)).sum());
                deviations.add(Math.sqrt(alike.stream().mapToDouble(cell -> cell.deviations().get(at) * cell.deviations().get(at)).sum()));
            }
        });
        return new NoisySum(term, numbers, deviations, List.copyOf(byCentre.keySet()));
    }

    /** As if one of the numbers were so many of its deviations higher. */
    NoisySum moved(int number, double by) {
        List<Double> moved = new ArrayList<>(numbers);
        moved.set(number, numbers.get(number) + by * deviations.get(number));
        return new NoisySum(term, moved, deviations, centres);
    }

    /** What an expression sees. */
    Outcome value() {
        return term.kind() == Kind.MOMENTS ? moments() : typed(term.type(), numbers.get(0));
    }

    private static Outcome typed(ValueType type, double number) {
        if (type.isDecimal()) {
            BigDecimal value = new BigDecimal(number).setScale(type.scale(), RoundingMode.HALF_UP);
            return value.precision() <= type.precision() ? new Outcome.Known(value) : new Outcome.NotComputable();
        }
        if (type.isIntegral()) {
            return Math.abs(number) < LARGEST_LONG ? new Outcome.Known(Math.round(number)) : new Outcome.NotComputable();
        }
        return new Outcome.Known(number);
    }

    /** All amounts less the first centre: Σ(x − c) = Σ(x − d) + n(d − c), and the squares alike. */
    private Outcome moments() {
        double centre = centres.get(0);
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < centres.size(); i++) {
            double by = centres.get(i) - centre;
            double number = numbers.get(PARTS * i);
            double own = numbers.get(PARTS * i + 1);
            n += number;
            sum += own + number * by;
            squares += numbers.get(PARTS * i + 2) + 2 * by * own + by * by * number;
        }
        if (n < 1) {
            return new Outcome.NotComputable();
        }
        double mean = sum / n;
        return new Outcome.Known(new Moments(Math.round(n), centre + mean, Math.max(0, squares - mean * sum)));
    }
}
