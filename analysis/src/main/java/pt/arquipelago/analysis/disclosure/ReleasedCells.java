package pt.arquipelago.analysis.disclosure;

import java.util.Set;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;

/** What a released cell shows of its own support: a count of records or persons is never below the persons behind it. */
final class ReleasedCells {
    private ReleasedCells() {}

    static void require(PartialTable partial, Thresholds thresholds) {
        Set<Integer> fitted = partial.query().fitted();
        for (PartialRow row : partial.rows()) {
            for (int i = 0; i < row.cells().size(); i++) {
                int records = fitted.contains(i) ? Math.max(thresholds.persons(), Saturation.LEAST_PERSONS) : thresholds.persons();
                if (row.cells().get(i) instanceof Released cell && !supported(partial.query().terms().get(i), cell, thresholds.persons(), records)) {
                    throw new InvalidFormat("a cell of term " + i + " was released below the threshold of " + thresholds.persons() + " persons");
                }
            }
        }
    }

    private static boolean supported(Term term, Released cell, int k, int records) {
        return cell.personsAtLeast() >= k && switch (term.kind()) {
            case RECORDS, PERSONS -> (Long) cell.value() >= records;
            case MOMENTS -> ((Moments) cell.value()).n() >= records;
            case SUM, DOCUMENTS, VALUES -> true;
        };
    }
}
