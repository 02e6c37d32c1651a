package pt.arquipelago.analysis.result;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import pt.arquipelago.analysis.arrow.ArrowColumns;

/**
 * A result as an Arrow IPC stream. Each field's metadata has {@code arquipelago.role} and perhaps {@code arquipelago.note} and
 * {@code arquipelago.bin_width}; the schema's
 * {@code arquipelago.result} holds, as JSON, {@code suppressed}, {@code marks}, {@code notes} and {@code provenance} of the JSON form.
 */
final class ArrowExport {
    private static final long MAX_MEMORY = 256L << 20;

    private ArrowExport() {}

    static byte[] write(ResultTable table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator(MAX_MEMORY);
                VectorSchemaRoot root = VectorSchemaRoot.create(schema(table), allocator);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(bytes))) {
            root.allocateNew();
            for (int row = 0; row < table.rows().size(); row++) {
                writeRow(root, row, table.rows().get(row));
            }
            root.setRowCount(table.rows().size());
            writer.start();
            writer.writeBatch();
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void writeRow(VectorSchemaRoot root, int row, List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                ArrowColumns.set(root.getVector(i), row, values.get(i));
            }
        }
    }

    private static Schema schema(ResultTable table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ResultJson.writeCells(json, table);
        json.set("provenance", ProvenanceJson.write(table.provenance()));
        return new Schema(table.columns().stream().map(ArrowExport::field).toList(), Map.of("arquipelago.result", json.toString()));
    }

    private static Field field(Column column) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("arquipelago.role", column.role().name().toLowerCase(Locale.ROOT));
        column.note().ifPresent(note -> metadata.put("arquipelago.note", note));
        column.binWidth().ifPresent(width -> metadata.put("arquipelago.bin_width", width.least().toPlainString() + " to " + width.most().toPlainString()));
        Field plain = ArrowColumns.field(column.name(), column.type());
        return new Field(column.name(), new FieldType(true, plain.getType(), null, metadata), null);
    }
}
