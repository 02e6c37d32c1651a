package pt.arquipelago.demo.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Rows of one system in memory, a piece of an extract: good ones, and here and there the spoiled copy of one. */
final class Sheet {

    private static final int FIRST_ROOM = 1 << 14;

    private final Format format;
    private final long most;
    private final double badShare;
    private final BadRows badRows;
    private final Draw draw;
    private final Map<BadKind, Long> bad = new EnumMap<>(BadKind.class);
    private final CsvRow row;
    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;
    private long rows;

    /** @param most rows after which it takes no more */
    Sheet(Format format, Errors errors, BadRows badRows, Draw draw, long most) {
        this.format = format;
        this.most = most;
        badShare = errors.share() / (1 - errors.share());
        this.badRows = badRows;
        this.draw = draw;
        row = new CsvRow(format.separator());
    }

    /** The one row, emptied; to be filled and then {@link #write written}. */
    CsvRow row() {
        return row.start();
    }

    void write() {
        if (full()) {
            return;
        }
        line(row.bytes(), row.length());
        if (badShare > 0 && draw.chance(badShare) && !full()) {
            spoil();
        }
    }

    boolean full() {
        return rows >= most;
    }

    long rows() {
        return rows;
    }

    Map<BadKind, Long> bad() {
        return bad;
    }

    /** The rows as they go to the file. */
    byte[] packed() {
        return format.packed(Arrays.copyOf(bytes, length));
    }

    private void spoil() {
        BadKind kind = badRows.drawn(row, draw);
        byte[] spoiled = badRows.spoiled(row, kind);
        if (kind == BadKind.BROKEN_LINE) {
            if (rows + 2 > most) {
                return;
            }
            rows++;
            bad.merge(kind, 1L, Long::sum);
        }
        if (kind == BadKind.MIXED_ENCODING) {
            append(badRows.inTheOtherEncoding(row, format), -1);
        } else {
            append(spoiled, spoiled.length);
        }
        rows++;
        bad.merge(kind, 1L, Long::sum);
    }

    private void line(byte[] utf8, int count) {
        append(utf8, count);
        rows++;
    }

    /** @param count of the bytes, or -1 for all as they are */
    private void append(byte[] utf8, int count) {
        int all = count < 0 ? utf8.length : count;
        if (length + all + 1 > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + all + 1));
        }
        if (count < 0 || format.isUtf8()) {
            System.arraycopy(utf8, 0, bytes, length, all);
            length += all;
        } else {
            transcode(utf8, all);
        }
        bytes[length++] = '\n';
    }

    /** What stands in extracts beyond ASCII is Latin-1 but for the euro sign; UTF-8 has two bytes for it, and three. */
    private void transcode(byte[] utf8, int count) {
        for (int i = 0; i < count; i++) {
            int lead = utf8[i] & 0xff;
            if (lead < 0x80) {
                bytes[length++] = (byte) lead;
            } else if (lead < 0xe0) {
                bytes[length++] = (byte) ((lead & 3) << 6 | utf8[++i] & 0x3f);
            } else {
                byte[] other = new String(utf8, i, 3, StandardCharsets.UTF_8).getBytes(Format.WINDOWS);
                bytes[length++] = other[0];
                i += 2;
            }
        }
    }
}
