package pt.arquipelago.node.execution;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** One row of {@link PersonsPass}, whose records are one for each person. */
final class PersonsRow implements Accumulator<PersonsRow> {
    private final Layout layout;
    private final List<Integer> bits;
    private final List<Integer> counted;
    private final long[] persons;
    private final long[] records;
    private final long[] most;
    private final Fingerprints fingerprints;

    /**
     * @param bits of which persons are counted
     * @param counted ordinals of numbers of records
     */
    PersonsRow(Layout layout, List<Integer> bits, List<Integer> counted, Fingerprints fingerprints) {
        this.layout = layout;
        this.bits = bits;
        this.counted = counted;
        this.persons = new long[bits.size()];
        this.records = new long[counted.size()];
        this.most = new long[counted.size()];
        this.fingerprints = fingerprints;
    }

    @Override
    public void add(InternalRow record) {
        if (layout.hasPerson(record)) {
            long mask = layout.mask(record);
            for (int i = 0; i < persons.length; i++) {
                persons[i] += layout.one(mask, record, bits.get(i));
            }
        }
        for (int i = 0; i < records.length; i++) {
            long own = record.getLong(counted.get(i));
            records[i] += own;
            most[i] = Math.max(most[i], own);
        }
        fingerprints.add(record);
    }

    @Override
    public void end() {
        fingerprints.end();
    }

    @Override
    public void merge(PersonsRow other) {
        for (int i = 0; i < persons.length; i++) {
            persons[i] += other.persons[i];
        }
        for (int i = 0; i < records.length; i++) {
            records[i] += other.records[i];
            most[i] = Math.max(most[i], other.most[i]);
        }
        fingerprints.merge(other.fingerprints);
    }

    long persons(int bit) {
        return persons[bits.indexOf(bit)];
    }

    long records(int counted) {
        return records[counted];
    }

    long mostOfOnePerson(int counted) {
        return most[counted];
    }

    Fingerprints fingerprints() {
        return fingerprints;
    }
}
