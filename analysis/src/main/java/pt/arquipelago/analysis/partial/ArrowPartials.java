package pt.arquipelago.analysis.partial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import pt.arquipelago.analysis.arrow.ArrowColumns;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Moments;

/** Partial tables as Arrow IPC streams: one schema, at most one batch, nothing behind the end. Equal tables have equal bytes. */
public final class ArrowPartials {
    /** Neither written nor read above this. */
    public static final int MAX_BYTES = 64 << 20;
    public static final int MAX_ROWS = 1_000_000;
    static final long MAX_MEMORY = 4L * MAX_BYTES;

    private ArrowPartials() {}

    /** Of a suppressed cell nothing is written but the reason that people outside may know. */
    public static byte[] write(PartialTable table) {
        if (table.rows().size() > MAX_ROWS) {
            throw new IllegalArgumentException("a partial table has more than " + MAX_ROWS + " rows");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator(MAX_MEMORY);
                VectorSchemaRoot root = VectorSchemaRoot.create(PartialSchema.of(table.query()), allocator);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(bytes))) {
            root.allocateNew();
            for (int row = 0; row < table.rows().size(); row++) {
                writeRow(root, row, table.rows().get(row));
            }
            root.setRowCount(table.rows().size());
            writer.start();
            if (!table.rows().isEmpty()) {
                writer.writeBatch();
            }
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        if (bytes.size() > MAX_BYTES) {
            throw new IllegalArgumentException("a partial table is larger than " + MAX_BYTES + " bytes");
        }
        return bytes.toByteArray();
    }

    /** @throws pt.arquipelago.analysis.InvalidFormat if the bytes are anything but the partial table of this query */
    public static PartialTable read(byte[] bytes, AggregateQuery query) {
        return PartialReader.read(bytes, query);
    }

    private static void writeRow(VectorSchemaRoot root, int row, PartialRow values) {
        for (int i = 0; i < values.keys().size(); i++) {
            set(root, PartialSchema.key(i), row, values.keys().get(i));
        }
        for (int i = 0; i < values.cells().size(); i++) {
            if (values.cells().get(i) instanceof Suppressed suppressed) {
                set(root, PartialSchema.reason(i), row, suppressed.reason().outside().label());
            } else {
                Released released = (Released) values.cells().get(i);
                set(root, PartialSchema.persons(i), row, (long) released.personsAtLeast());
                writeValue(root, PartialSchema.term(i), row, released.value());
            }
        }
    }

    private static void writeValue(VectorSchemaRoot root, String name, int row, Object value) {
        if (value instanceof Moments moments) {
            set(root, name + "_n", row, moments.n());
            set(root, name + "_mean", row, moments.mean());
            set(root, name + "_m2", row, moments.m2());
        } else if (value instanceof List<?> values) {
            ListVector list = (ListVector) root.getVector(name);
            FieldVector elements = list.getDataVector();
            int start = list.startNewValue(row);
            for (int i = 0; i < values.size(); i++) {
                ArrowColumns.set(elements, start + i, values.get(i));
            }
            list.endValue(row, values.size());
        } else {
            set(root, name, row, value);
        }
    }

    private static void set(VectorSchemaRoot root, String name, int row, Object value) {
        if (value != null) {
            ArrowColumns.set(root.getVector(name), row, value);
        }
    }
}
