package pt.arquipelago.node.disclosure;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.AggregateQuery;

/**
 * A cell that passed all rules but the guard across questions.
 *
 * @param keys of its row, an element may be null
 * @param numbers that it is made of
 */
public record HeldCell(List<Object> keys, int term, PartialCell.Released cell, List<GuardedValue> numbers) {
    public HeldCell {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
        requireNonNull(cell, "cell is null");
        numbers = List.copyOf(numbers);
    }

    /** Without the numbers. */
    public byte[] toBytes(AggregateQuery query) {
        List<PartialCell> cells = new ArrayList<>(Collections.nCopies(query.terms().size(), new PartialCell.Suppressed(Reason.TOO_CLOSE)));
        cells.set(term, cell);
        byte[] row = ArrowPartials.write(new PartialTable(query, List.of(new PartialRow(keys, cells))));
        return ByteBuffer.allocate(Integer.BYTES + row.length).putInt(term).put(row).array();
    }

    public static HeldCell of(byte[] bytes, AggregateQuery query, List<GuardedValue> numbers) {
        int term = ByteBuffer.wrap(bytes).getInt();
        PartialRow row = ArrowPartials.read(Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length), query).rows().get(0);
        return new HeldCell(row.keys(), term, (PartialCell.Released) row.cells().get(term), numbers);
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "HeldCell";
    }
}
