package pt.arquipelago.node.execution;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.FingerprintSums;

/**
 * What the numbers of one row rest on: for each, the sum of contribution times mark in the person's cell. The cells of many rows do not
 * stay near the processor while records come as they like. So the records of a row of many persons wait, and are taken in together: each
 * as a word, where it is only told which conditions are met, else as a word a number.
 */
final class Fingerprints implements Accumulator<Fingerprints> {
    private static final int TOGETHER = 128;

    private final Layout layout;
    private final PersonMarks marks;
    private final Contribution[] contributions;
    private final boolean conditionsAlone;
    private final FingerprintSums sums;
    private transient long[] persons;
    private transient long[] words;
    private transient int waiting = 0;

    Fingerprints(Layout layout, PersonMarks marks, List<Contribution> contributions) {
        this.layout = layout;
        this.marks = marks;
        this.contributions = contributions.toArray(Contribution[]::new);
        this.conditionsAlone = contributions.size() <= Long.SIZE && contributions.stream().allMatch(Contribution.One.class::isInstance);
        this.sums = new FingerprintSums(contributions.size());
    }

    @Override
    public void add(InternalRow record) {
        int numbers = contributions.length;
        if (numbers == 0) {
            return;
        }
        if (persons != null) {
            wait(record);
            return;
        }
        long person = layout.person(record);
        int at = sums.at(marks.cellOf(person));
        long mark = marks.markOf(person);
        for (int i = 0; i < numbers; i++) {
            sums.add(at, i, contributions[i].of(record) * mark);
        }
        if (sums.isOfMany()) {
            persons = new long[TOGETHER];
            words = new long[conditionsAlone ? TOGETHER : TOGETHER * numbers];
        }
    }

    private void wait(InternalRow record) {
        persons[waiting] = layout.person(record);
        if (conditionsAlone) {
            long met = 0;
            for (int i = 0; i < contributions.length; i++) {
                met |= layout.one(record, ((Contribution.One) contributions[i]).condition()) << i;
            }
            words[waiting] = met;
        } else {
            int at = waiting * contributions.length;
            for (int i = 0; i < contributions.length; i++) {
                words[at + i] = contributions[i].of(record);
            }
        }
        if (++waiting == TOGETHER) {
            takeIn();
        }
    }

    private void takeIn() {
        for (int record = 0; record < waiting; record++) {
            int at = sums.at(marks.cellOf(persons[record]));
            long mark = marks.markOf(persons[record]);
            if (conditionsAlone) {
                sums.add(at, words[record], mark * Fingerprint.ONE);
            } else {
                sums.add(at, words, record * contributions.length, mark);
            }
        }
        waiting = 0;
    }

    @Override
    public void end() {
        takeIn();
        persons = null;
        words = null;
    }

    @Override
    public void merge(Fingerprints other) {
        sums.add(other.sums);
    }

    Fingerprint of(int contribution) {
        return sums.toFingerprint(contribution);
    }
}
