package pt.arquipelago.node.execution;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.FingerprintSums;
import pt.arquipelago.analysis.guard.Sketch;
import pt.arquipelago.analysis.guard.SketchSums;

/**
 * What the numbers of one row rest on: for each, the sum of contribution times mark in the person's cell. The cells of many rows do not
 * stay near the processor while records come as they like. So the records of a row of many persons wait, and are taken in together: each
 * as a word, where it is only told which conditions are met, else as a word a number. How many records meet a condition is counted on the
 * same way.
 */
final class Fingerprints implements Accumulator<Fingerprints> {
    private static final int TOGETHER = 128;
    private static final int GROUPS = Groups.FEW.count();
    private static final int ONE = Sketch.of(Fingerprint.ONE);

    private final Layout layout;
    private final PersonMarks marks;
    private final Contribution[] contributions;
    private final boolean conditionsAlone;
    private final int[] conditions;
    private final FingerprintSums sums;
    private final SketchSums sketches;
    /** How many records meet each condition, by group of persons. */
    private final long[] records;
    private transient long[] persons;
    private transient long[] words;
    private transient int waiting = 0;

    Fingerprints(Layout layout, PersonMarks marks, List<Contribution> contributions, SketchSums.Room room) {
        this.layout = layout;
        this.marks = marks;
        this.contributions = contributions.toArray(Contribution[]::new);
        this.conditionsAlone = contributions.size() <= Long.SIZE && contributions.stream().allMatch(Contribution.One.class::isInstance);
        this.conditions = contributions.stream().mapToInt(each -> each instanceof Contribution.One one ? one.condition() : Counter.ALWAYS).toArray();
        this.sums = new FingerprintSums(contributions.size());
        this.sketches = new SketchSums(contributions.size(), room);
        this.records = new long[contributions.size() * GROUPS];
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
        int group = Groups.FEW.of(person);
        long[] amounts = new long[numbers];
        for (int i = 0; i < numbers; i++) {
            amounts[i] = contributions[i].of(record);
            sums.add(at, i, amounts[i] * mark);
            records[i * GROUPS + group] += met(i, record);
        }
        sketch(person, amounts, 0);
        if (sums.isOfMany()) {
            persons = new long[TOGETHER];
            words = new long[conditionsAlone ? TOGETHER : TOGETHER * numbers];
        }
    }

    private void wait(InternalRow record) {
        persons[waiting] = layout.person(record);
        if (conditionsAlone) {
            long mask = layout.mask(record);
            long met = 0;
            for (int i = 0; i < conditions.length; i++) {
                met |= layout.one(mask, record, conditions[i]) << i;
            }
            words[waiting] = met;
        } else {
            int at = waiting * contributions.length;
            int group = Groups.FEW.of(persons[waiting]);
            for (int i = 0; i < contributions.length; i++) {
                words[at + i] = contributions[i].of(record);
                records[i * GROUPS + group] += met(i, record);
            }
        }
        if (++waiting == TOGETHER) {
            takeIn();
        }
    }

    private void sketch(long person, long[] amounts, int from) {
        if (sketches.isGone()) {
            return;
        }
        long sketch = marks.sketchOf(person);
        int at = sketches.at(PersonMarks.sketchCell(sketch));
        if (at >= 0) {
            int weight = PersonMarks.weight(sketch);
            for (int i = 0; i < contributions.length; i++) {
                sketches.add(at, i, Sketch.of(amounts[from + i]) * weight);
            }
        }
    }

    /** As {@link #sketch}, where it is only told which conditions are met. */
    private void sketchMet(long person, long met) {
        if (sketches.isGone()) {
            return;
        }
        long sketch = marks.sketchOf(person);
        int at = sketches.at(PersonMarks.sketchCell(sketch));
        if (at >= 0) {
            int one = ONE * PersonMarks.weight(sketch);
            for (int i = 0; i < contributions.length; i++) {
                sketches.add(at, i, (int) (met >>> i & 1) * one);
            }
        }
    }

    private long met(int contribution, InternalRow record) {
        return contributions[contribution] instanceof Contribution.One one ? layout.one(record, one.condition()) : 0;
    }

    private void takeIn() {
        int[] at = new int[waiting];
        int[] groups = new int[waiting];
        for (int record = 0; record < waiting; record++) {
            at[record] = sums.at(marks.cellOf(persons[record]));
            groups[record] = Groups.FEW.of(persons[record]);
            if (conditionsAlone) {
                sketchMet(persons[record], words[record]);
            } else {
                sketch(persons[record], words, record * contributions.length);
            }
            persons[record] = marks.markOf(persons[record]);
        }
        for (int number = 0; number < contributions.length; number++) {
            if (conditionsAlone) {
                sums.addMet(number, at, words, persons);
                for (int record = 0; record < waiting; record++) {
                    records[number * GROUPS + groups[record]] += words[record] >>> number & 1;
                }
            } else {
                sums.add(number, at, words, persons);
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
        sketches.add(other.sketches);
        for (int i = 0; i < records.length; i++) {
            records[i] += other.records[i];
        }
    }

    /** How many records meet the condition of a {@link Contribution.One}. */
    Statistic.Records records(int contribution) {
        return new Statistic.Records(Arrays.copyOfRange(records, contribution * GROUPS, (contribution + 1) * GROUPS));
    }

    Fingerprint of(int contribution) {
        Fingerprint fingerprint = sums.toFingerprint(contribution);
        return sketches.toSketch(contribution).map(fingerprint::with).orElse(fingerprint);
    }
}
