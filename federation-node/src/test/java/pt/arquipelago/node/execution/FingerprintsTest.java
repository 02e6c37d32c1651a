package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.Sketch;
import pt.arquipelago.analysis.guard.SketchSums;

/** However records wait, are taken in together, parted and merged: each number is the sum of contribution times mark, by cell. */
class FingerprintsTest {
    private static final Layout LAYOUT = new Layout(0, 2);
    private static final PersonMarks MARKS = PersonMarks.of("only for this test, no secret".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    private static final Argument AMOUNT = Argument.of(LAYOUT.first(), DataTypes.LongType);
    private static final List<Contribution> CONDITIONS = List.of(new Contribution.One(LAYOUT, Counter.ALWAYS), new Contribution.One(LAYOUT, 0), new Contribution.One(LAYOUT, 64));
    private static final List<Contribution> ALL = List.of(new Contribution.One(LAYOUT, 1), new Contribution.Amount(AMOUNT, false), new Contribution.Amount(AMOUNT, true),
            new Contribution.Present(AMOUNT));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 127, 128, 129, 1_000, 5_000})
    void areSumsByCell(int records) {
        for (List<Contribution> contributions : List.of(CONDITIONS, ALL)) {
            Random random = new Random(records);
            long[][] cells = new long[contributions.size()][Fingerprint.CELLS];
            int[][] sketches = new int[contributions.size()][Sketch.CELLS];
            long[][] met = new long[contributions.size()][Groups.FEW.count()];
            List<Fingerprints> parts = List.of(empty(contributions), empty(contributions), empty(contributions));
            for (int i = 0; i < records; i++) {
                InternalRow record = record(random);
                long person = LAYOUT.person(record);
                for (int number = 0; number < cells.length; number++) {
                    met[number][Groups.FEW.of(person)] += contributions.get(number).of(record) / Fingerprint.ONE;
                    int cell = PersonMarks.sketchCell(MARKS.sketchOf(person));
                    sketches[number][cell] = (sketches[number][cell] + Sketch.of(contributions.get(number).of(record)) * PersonMarks.weight(MARKS.sketchOf(person))) % Sketch.PRIME;
                    cells[number][MARKS.cellOf(person)] += contributions.get(number).of(record) * MARKS.markOf(person);
                }
                parts.get(random.nextInt(10) == 0 ? 1 + random.nextInt(2) : 0).add(record);
            }
            parts.forEach(Fingerprints::end);
            parts.get(0).merge(parts.get(1));
            parts.get(0).merge(parts.get(2));
            for (int number = 0; number < cells.length; number++) {
                assertThat(parts.get(0).of(number)).as("%d records, number %d", records, number).isEqualTo(Fingerprint.of(cells[number]));
                assertThat(parts.get(0).of(number).toBytes()).as("sketch: %d records, number %d", records, number)
                        .isEqualTo(Fingerprint.of(cells[number]).with(Sketch.of(sketches[number])).toBytes());
                if (contributions.get(number) instanceof Contribution.One) {
                    assertThat(parts.get(0).records(number).byGroup().get(0)).containsExactly(LongStream.of(met[number]).asDoubleStream().toArray());
                }
            }
        }
    }

    private static Fingerprints empty(List<Contribution> contributions) {
        return new Fingerprints(LAYOUT, MARKS, contributions, new SketchSums.Room());
    }

    /** A person, two masks, an amount. */
    private static InternalRow record(Random random) {
        Long person = random.nextInt(50) == 0 ? null : (Long) (long) random.nextInt(3_000);
        Long amount = random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(1_000) - 500;
        return new GenericInternalRow(new Object[] {person, random.nextLong(), random.nextLong(), amount});
    }
}
