package pt.arquipelago.node.execution;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.FingerprintSums;

/** What the numbers of one row rest on: for each, the sum of contribution times mark in the person's cell. */
final class Fingerprints implements Accumulator<Fingerprints> {
    private final Layout layout;
    private final PersonMarks marks;
    private final Contribution[] contributions;
    private final FingerprintSums sums;

    Fingerprints(Layout layout, PersonMarks marks, List<Contribution> contributions) {
        this.layout = layout;
        this.marks = marks;
        this.contributions = contributions.toArray(Contribution[]::new);
        this.sums = new FingerprintSums(contributions.size());
    }

    @Override
    public void add(InternalRow record) {
        if (contributions.length == 0) {
            return;
        }
        long person = layout.person(record);
        int at = sums.at(marks.cellOf(person));
        long mark = marks.markOf(person);
        for (int i = 0; i < contributions.length; i++) {
            sums.add(at, i, contributions[i].of(record) * mark);
        }
    }

    @Override
    public void merge(Fingerprints other) {
        sums.add(other.sums);
    }

    Fingerprint of(int contribution) {
        return sums.toFingerprint(contribution);
    }
}
