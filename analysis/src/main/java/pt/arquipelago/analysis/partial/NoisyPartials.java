package pt.arquipelago.analysis.partial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.arrow.ArrowColumns;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.StrictJson;
import pt.arquipelago.analysis.query.ValueType;

/**
 * Noisy tables as Arrow IPC streams: {@code k0…} the keys, {@code n0…} the numbers in their units; the schema's {@code arquipelago.noise}
 * says, as JSON, what they are and how much noise is in them.
 */
public final class NoisyPartials {
    private static final String NOISE = "arquipelago.noise";

    private NoisyPartials() {}

    public static byte[] write(NoisyTable table) {
        if (table.rows().size() > ArrowPartials.MAX_ROWS) {
            throw new IllegalArgumentException("a partial table has more than " + ArrowPartials.MAX_ROWS + " rows");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator(ArrowPartials.MAX_MEMORY);
                VectorSchemaRoot root = VectorSchemaRoot.create(schema(table.query(), table.plan()), allocator);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(bytes))) {
            root.allocateNew();
            for (int row = 0; row < table.rows().size(); row++) {
                write(root, row, table.rows().get(row));
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
        return bytes.toByteArray();
    }

    private static void write(VectorSchemaRoot root, int row, NoisyTable.Row values) {
        List<Object> all = new ArrayList<>(values.keys());
        all.addAll(values.numbers());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) != null) {
                ArrowColumns.set(root.getVector(i), row, all.get(i));
            }
        }
    }

    /** @throws InvalidFormat if the bytes are anything but a noisy table of this query */
    public static NoisyTable read(byte[] bytes, AggregateQuery query) {
        if (bytes.length > ArrowPartials.MAX_BYTES) {
            throw new InvalidFormat("the partial is larger than " + ArrowPartials.MAX_BYTES + " bytes");
        }
        StreamFrame.require(bytes);
        try (BufferAllocator allocator = new RootAllocator(ArrowPartials.MAX_MEMORY);
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            String noise = root.getSchema().getCustomMetadata().get(NOISE);
            if (noise == null) {
                throw new InvalidFormat("the partial says nothing of its noise");
            }
            NoisePlan plan = NoisePlan.fromJson(StrictJson.parse(noise), query);
            if (!root.getSchema().equals(schema(query, plan))) {
                throw new InvalidFormat("the partial has not the schema of the query, or is of another query");
            }
            return new NoisyTable(query, plan, reader.loadNextBatch() ? rows(root, query, plan) : List.of());
        } catch (InvalidFormat e) {
            throw e;
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new InvalidFormat("the partial cannot be read", e);
        }
    }

    private static List<NoisyTable.Row> rows(VectorSchemaRoot root, AggregateQuery query, NoisePlan plan) {
        root.getFieldVectors().forEach(vector -> PartialReader.requireSound(vector, root.getRowCount()));
        List<NoisyTable.Row> rows = new ArrayList<>();
        for (int row = 0; row < root.getRowCount(); row++) {
            List<Object> keys = new ArrayList<>();
            for (int i = 0; i < query.keys().size(); i++) {
                keys.add(ArrowColumns.get(root.getVector(i), row));
            }
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < plan.numbers().size(); i++) {
                FieldVector vector = root.getVector(query.keys().size() + i);
                numbers.add((Long) ArrowColumns.get(vector, row));
            }
            rows.add(new NoisyTable.Row(keys, numbers));
        }
        return rows;
    }

    private static Schema schema(AggregateQuery query, NoisePlan plan) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < query.keys().size(); i++) {
            fields.add(ArrowColumns.field(PartialSchema.key(i), query.keys().get(i).type()));
        }
        for (int i = 0; i < plan.numbers().size(); i++) {
            fields.add(ArrowColumns.field("n" + i, ValueType.BIGINT));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("arquipelago.query_digest", query.digest());
        metadata.put("arquipelago.version", PartialSchema.VERSION);
        metadata.put(NOISE, plan.toJson().toString());
        return new Schema(fields, metadata);
    }
}
