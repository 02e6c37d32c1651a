package pt.arquipelago.accessbody.result;

import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

import pt.arquipelago.analysis.result.Column;
import pt.arquipelago.analysis.result.ResultTable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A result as a Parquet file in the plainest form there is: one row group, one uncompressed page a column, values
 * {@code PLAIN}. Results are small; every reader reads this. What is told beside the values (suppressed cells, marks,
 * notes, provenance) is JSON under the key {@code arquipelago.result}, as in the Arrow form.
 */
final class ParquetResult {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT_VERSION = 1;

    private final ResultTable result;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private ParquetResult(ResultTable result) {
        this.result = result;
    }

    static byte[] write(ResultTable result) {
        try {
            return new ParquetResult(result).write();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private byte[] write() throws IOException {
        file.write(MAGIC);
        List<ColumnChunk> chunks = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < result.columns().size(); i++) {
            ColumnChunk chunk = chunk(i);
            chunks.add(chunk);
            bytes += chunk.getMeta_data().getTotal_uncompressed_size();
        }
        var metadata = new FileMetaData(FORMAT_VERSION, schema(), result.rows().size(), List.of(new RowGroup(chunks, bytes, result.rows().size())));
        metadata.setKey_value_metadata(List.of(told()));
        metadata.setCreated_by("arquipelago");
        int start = file.size();
        Util.writeFileMetaData(metadata, file);
        file.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(file.size() - start).array());
        file.write(MAGIC);
        return file.toByteArray();
    }

    private ColumnChunk chunk(int index) throws IOException {
        Column column = result.columns().get(index);
        byte[] page = page(index);
        long offset = file.size();
        var header = new PageHeader(PageType.DATA_PAGE, page.length, page.length);
        header.setData_page_header(new DataPageHeader(result.rows().size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        Util.writePageHeader(header, file);
        file.write(page);
        var metadata = new ColumnMetaData(ParquetType.of(column.type()).physical(), List.of(Encoding.PLAIN, Encoding.RLE), List.of(column.name()),
                CompressionCodec.UNCOMPRESSED, result.rows().size(), file.size() - offset, file.size() - offset, offset);
        var chunk = new ColumnChunk(0);
        chunk.setMeta_data(metadata);
        return chunk;
    }

    /** Which values are there (definition levels 0 or 1, run by run), then those that are. */
    private byte[] page(int index) throws IOException {
        var levels = new ByteArrayOutputStream();
        var values = ParquetType.of(result.columns().get(index).type()).values();
        int row = 0;
        while (row < result.rows().size()) {
            boolean there = result.rows().get(row).get(index) != null;
            int run = 0;
            while (row < result.rows().size() && (result.rows().get(row).get(index) != null) == there) {
                if (there) {
                    values.add(result.rows().get(row).get(index));
                }
                row++;
                run++;
            }
            unsigned(levels, (long) run << 1);
            levels.write(there ? 1 : 0);
        }
        var page = new ByteArrayOutputStream();
        page.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(levels.size()).array());
        levels.writeTo(page);
        page.write(values.bytes());
        return page.toByteArray();
    }

    private static void unsigned(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private List<SchemaElement> schema() {
        var elements = new ArrayList<SchemaElement>();
        var root = new SchemaElement("result");
        root.setNum_children(result.columns().size());
        elements.add(root);
        result.columns().forEach(column -> elements.add(ParquetType.of(column.type()).element(column.name())));
        return elements;
    }

    private KeyValue told() {
        var json = result.toJson();
        json.remove(List.of("columns", "rows"));
        var told = new KeyValue("arquipelago.result");
        told.setValue(json.toString());
        return told;
    }
}
