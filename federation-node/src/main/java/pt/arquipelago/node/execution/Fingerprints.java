package pt.arquipelago.node.execution;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.FingerprintSum;

/** What the numbers of one row rest on: for each, the sum of contribution times mark in the person's cell. */
final class Fingerprints implements Accumulator<Fingerprints> {
    private final Layout layout;
    private final PersonMarks marks;
    private final List<Contribution> contributions;
    private final FingerprintSum[] sums;

    Fingerprints(Layout layout, PersonMarks marks, List<Contribution> contributions) {
        this.layout = layout;
        this.marks = marks;
        this.contributions = contributions;
        this.sums = IntStream.range(0, contributions.size()).mapToObj(i -> new FingerprintSum()).toArray(FingerprintSum[]::new);
    }

    @Override
    public void add(InternalRow record) {
        if (sums.length == 0) {
            return;
        }
        long person = layout.person(record);
        int cell = marks.cellOf(person);
        long mark = marks.markOf(person);
        for (int i = 0; i < sums.length; i++) {
            long contribution = contributions.get(i).of(record);
            if (contribution != 0) {
                sums[i].add(cell, contribution * mark);
            }
        }
    }

    @Override
    public void merge(Fingerprints other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i].add(other.sums[i]);
        }
    }

    Fingerprint of(int contribution) {
        return sums[contribution].toFingerprint();
    }
}
