package pt.arquipelago.demo.generate;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** An extract being written: a header, good rows, and here and there the spoiled copy of one. */
final class ExtractFile implements Closeable {

    /** What a file came to hold. */
    record Figures(long rows, Map<BadKind, Long> bad) {
        long badRows() {
            return bad.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final OutputStream out;
    private final long most;
    private final double badShare;
    private final BadRows badRows;
    private final Draw draw;
    private final Map<BadKind, Long> bad = new EnumMap<>(BadKind.class);
    private final CsvRow row = new CsvRow();
    private long rows;

    /**
     * @param most rows after which the file takes no more
     * @param badShare of all rows, 0 up to 0.5
     */
    ExtractFile(SnsSystem system, Path file, long most, double badShare, Draw draw) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
        this.most = most;
        this.badShare = badShare / (1 - badShare);
        this.draw = draw;
        badRows = new BadRows(system);
        out.write(Words.of(system.header()));
        out.write('\n');
    }

    /** The one row of this file, emptied; to be filled and then {@link #write written}. */
    CsvRow row() {
        return row.start();
    }

    void write() throws IOException {
        if (full()) {
            return;
        }
        line(row.bytes(), row.length());
        if (draw.chance(badShare) && !full()) {
            BadKind kind = badRows.kinds().get(draw.below(badRows.kinds().size()));
            byte[] spoiled = badRows.spoiled(row, kind);
            line(spoiled, spoiled.length);
            bad.merge(kind, 1L, Long::sum);
        }
    }

    boolean full() {
        return rows >= most;
    }

    Figures figures() {
        return new Figures(rows, new TreeMap<>(bad));
    }

    private void line(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        out.write('\n');
        rows++;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
