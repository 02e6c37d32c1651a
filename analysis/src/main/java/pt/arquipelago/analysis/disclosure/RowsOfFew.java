package pt.arquipelago.analysis.disclosure;

import pt.arquipelago.analysis.measured.MeasuredRow;

/** A row that fewer than k persons stand behind is absent, so that its keys tell nothing either. */
final class RowsOfFew implements Rule {
    @Override
    public boolean allows(MeasuredRow row, Thresholds thresholds) {
        return row.persons() >= thresholds.persons();
    }
}
