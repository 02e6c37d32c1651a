package pt.arquipelago.analysis.combine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.partial.PartialCell.Perturbed;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/** One term over several noisy cells: numbers add up, and so do the variances of their noise. */
record NoisySum(Term term, List<Double> numbers, List<Double> deviations, double centre) {
    private static final double LARGEST_LONG = 9.2e18;

    /** @return empty numbers where the cells' amounts were not taken of one centre, so that they do not add up */
    static NoisySum of(Term term, List<Perturbed> cells) {
        Perturbed first = cells.get(0);
        if (cells.stream().anyMatch(cell -> cell.centre() != first.centre())) {
            return new NoisySum(term, List.of(), List.of(), 0);
        }
        List<Double> numbers = new ArrayList<>();
        List<Double> deviations = new ArrayList<>();
        for (int i = 0; i < first.numbers().size(); i++) {
            int at = i;
            numbers.add(cells.stream().mapToDouble(cell -> cell.numbers().get(at)).sum());
            deviations.add(Math.sqrt(cells.stream().mapToDouble(cell -> cell.deviations().get(at) * cell.deviations().get(at)).sum()));
        }
        return new NoisySum(term, numbers, deviations, first.centre());
    }

    /** As if one of the numbers were so many of its deviations higher. */
    NoisySum moved(int number, double by) {
        List<Double> moved = new ArrayList<>(numbers);
        moved.set(number, numbers.get(number) + by * deviations.get(number));
        return new NoisySum(term, moved, deviations, centre);
    }

    /** What an expression sees. */
    Outcome value() {
        if (numbers.isEmpty()) {
            return new Outcome.NotComputable();
        }
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

    private Outcome moments() {
        double n = numbers.get(0);
        if (n < 1) {
            return new Outcome.NotComputable();
        }
        double mean = numbers.get(1) / n;
        return new Outcome.Known(new Moments(Math.round(n), centre + mean, Math.max(0, numbers.get(2) - mean * numbers.get(1))));
    }
}
