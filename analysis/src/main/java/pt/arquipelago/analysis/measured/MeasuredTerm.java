package pt.arquipelago.analysis.measured;

import java.util.List;

/**
 * What a node measured for one term of one row. All persons are counted exactly up to a cap that is at least the largest threshold.
 *
 * @param value a number of the term's type; for MOMENTS {@link pt.arquipelago.analysis.query.Moments}; for VALUES a
 *     {@code List<SupportedValue>}; null: no record, or the sum left its type
 * @param persons distinct persons behind the term's records: condition met, argument neither NULL nor zero
 * @param restPersons distinct persons behind the row's records outside the condition; not looked at where the rest is empty by form
 * @param others for every other protected type of every table that the row reads, who stands behind the term's records
 * @param concentrations one for each number that the term is made of, in the order of {@link pt.arquipelago.analysis.query.Kind#numbers}
 */
public record MeasuredTerm(Object value, int persons, int restPersons, List<ProtectedSupport> others, List<Concentration> concentrations) {
    public MeasuredTerm {
        others = List.copyOf(others);
        concentrations = List.copyOf(concentrations);
        if (persons < 0 || restPersons < 0) {
            throw new IllegalArgumentException("a count of persons is negative");
        }
    }

    public MeasuredTerm with(List<Concentration> counted) {
        return new MeasuredTerm(value, persons, restPersons, others, counted);
    }

    /** Says nothing, so that no log can carry what was measured. */
    @Override
    public String toString() {
        return "MeasuredTerm";
    }
}
