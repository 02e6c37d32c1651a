package pt.arquipelago.analysis.partial;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.ValueVectorUtility;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.arrow.ArrowColumns;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;

/** Reads a partial table that somebody else wrote, believing nothing. */
final class PartialReader {
    private final AggregateQuery query;
    private final VectorSchemaRoot root;
    private final Map<String, FieldVector> columns = new HashMap<>();

    private PartialReader(AggregateQuery query, VectorSchemaRoot root) {
        this.query = query;
        this.root = root;
        root.getFieldVectors().forEach(vector -> columns.put(vector.getName(), vector));
    }

    static PartialTable read(byte[] bytes, AggregateQuery query) {
        if (bytes.length > ArrowPartials.MAX_BYTES) {
            throw new InvalidFormat("the partial is larger than " + ArrowPartials.MAX_BYTES + " bytes");
        }
        StreamFrame.require(bytes);
        try (BufferAllocator allocator = new RootAllocator(ArrowPartials.MAX_MEMORY);
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            if (!root.getSchema().equals(PartialSchema.of(query))) {
                throw new InvalidFormat("the partial has not the schema of the query, or is of another query");
            }
            return reader.loadNextBatch() ? new PartialReader(query, root).table() : new PartialTable(query, List.of());
        } catch (InvalidFormat e) {
            throw e;
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new InvalidFormat("the partial cannot be read", e);
        }
    }

    private PartialTable table() {
        root.getFieldVectors().forEach(vector -> requireSound(vector, root.getRowCount()));
        List<PartialRow> rows = new ArrayList<>();
        for (int row = 0; row < root.getRowCount(); row++) {
            List<Object> keys = new ArrayList<>();
            for (int i = 0; i < query.keys().size(); i++) {
                keys.add(get(PartialSchema.key(i), row));
            }
            List<PartialCell> cells = new ArrayList<>();
            for (int i = 0; i < query.terms().size(); i++) {
                cells.add(cell(i, row));
            }
            rows.add(new PartialRow(keys, cells));
        }
        return new PartialTable(query, rows);
    }

    static void requireSound(FieldVector vector, int rows) {
        require(vector.getValueCount() == rows, "columns of different length");
        validate(vector);
    }

    /**
     * Buffers are as long as they must be, and offsets stand inside them. Arrow's own full check is not used: it allocates what an offset
     * asks for, and refuses decimals that use all their digits. What the values are is seen by the check of their types.
     */
    private static void validate(FieldVector vector) {
        ValueVectorUtility.validate(vector);
        if (vector instanceof ListVector list) {
            validate(list.getDataVector());
            requireOffsets(list.getValueCount(), list.getDataVector().getValueCount(), list::getElementStartIndex, list::getElementEndIndex);
        } else if (vector instanceof VarCharVector texts) {
            requireOffsets(texts.getValueCount(), texts.getDataBuffer().capacity(), texts::getStartOffset, texts::getEndOffset);
        }
    }

    private static void requireOffsets(int count, long size, IntToLongFunction starts, IntToLongFunction ends) {
        long last = 0;
        for (int row = 0; row < count; row++) {
            long start = starts.applyAsLong(row);
            long end = ends.applyAsLong(row);
            require(start == last && end >= start && end <= size, "offsets that are out of order or outside their column");
            last = end;
        }
    }

    private PartialCell cell(int index, int row) {
        Object reason = get(PartialSchema.reason(index), row);
        Object persons = get(PartialSchema.persons(index), row);
        require((reason == null) != (persons == null), "a cell is both released and suppressed, or neither");
        Object value = value(query.terms().get(index), PartialSchema.term(index), row, reason != null);
        if (reason == null) {
            return new PartialCell.Released(value, ((Long) persons).intValue());
        }
        for (Reason outside : List.of(Reason.THRESHOLD, Reason.DISCLOSURE)) {
            if (outside.label().equals(reason)) {
                return new PartialCell.Suppressed(outside);
            }
        }
        throw new InvalidFormat("a cell is suppressed for no known reason");
    }

    private Object value(Term term, String name, int row, boolean suppressed) {
        if (term.kind() == Kind.MOMENTS) {
            Object n = get(name + "_n", row);
            Object mean = get(name + "_mean", row);
            Object m2 = get(name + "_m2", row);
            boolean none = n == null && mean == null && m2 == null;
            require(none == suppressed && (none || n != null && mean != null && m2 != null), "moments are not whole, or suppressed and given");
            return none ? null : new Moments((Long) n, (Double) mean, (Double) m2);
        }
        Object value = term.kind() == Kind.VALUES ? list((ListVector) columns.get(name), row) : get(name, row);
        require(!suppressed || value == null, "a suppressed cell has a value");
        return value;
    }

    private static List<Object> list(ListVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
            values.add(ArrowColumns.get(vector.getDataVector(), i));
        }
        return values;
    }

    private Object get(String name, int row) {
        return ArrowColumns.get(columns.get(name), row);
    }

    private static void require(boolean met, String problem) {
        if (!met) {
            throw new InvalidFormat("the partial has " + problem);
        }
    }
}
