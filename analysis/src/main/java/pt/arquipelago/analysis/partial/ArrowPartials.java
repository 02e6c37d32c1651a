package pt.arquipelago.analysis.partial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import pt.arquipelago.analysis.query.AggregateQuery;

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
            new PartialWriter(root).write(table.rows());
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
}
