package pt.arquipelago.demo.generate;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** An extract being written, sheet after sheet. */
final class ExtractFile implements Closeable {

    private final OutputStream out;
    private final Map<BadKind, Long> bad = new EnumMap<>(BadKind.class);
    private long rows;

    ExtractFile(SnsSystem system, Path path, Format format) throws IOException {
        out = Files.newOutputStream(path);
        out.write(format.header(system));
    }

    void append(Sheet sheet, byte[] packed) throws IOException {
        out.write(packed);
        rows += sheet.rows();
        sheet.bad().forEach((kind, count) -> bad.merge(kind, count, Long::sum));
    }

    long rows() {
        return rows;
    }

    Map<BadKind, Long> bad() {
        return bad;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
