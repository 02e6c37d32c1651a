package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import pt.arquipelago.node.profile.CsvFormat.Encoding;

/**
 * Reads the records of a CSV file, one a line, and passes on as UTF-8 those whose structure is right: as many columns as
 * the header, quotation marks closed on their line, text in the declared encoding. The engine behind sees only these, so
 * that the lines it counts are records. What is broken is told by line and reason; its bytes go nowhere.
 */
final class CsvScanner {
    /** Longer lines are no records. */
    static final int LONGEST_LINE = 1 << 20;
    private static final int BUFFER = 1 << 18;

    private final byte delimiter;
    private final int columns;
    private final Encoding encoding;
    private final boolean numbered;
    private final BrokenLines brokenLines;

    private byte[] buffer = new byte[BUFFER];
    private byte[] out = new byte[BUFFER];
    private int filled;
    private long line;
    private long records;
    private volatile long bytes;
    private boolean endsWithLineBreak = true;

    /**
     * @param numbered whether each record is passed on with its line number as a first column more
     */
    CsvScanner(byte delimiter, int columns, Encoding encoding, boolean numbered, BrokenLines brokenLines) {
        this.delimiter = delimiter;
        this.columns = columns;
        this.encoding = encoding;
        this.numbered = numbered;
        this.brokenLines = brokenLines;
    }

    /** Scans what follows the header, whose line is number 1. */
    void scan(InputStream in, OutputStream to) throws IOException {
        line = 1;
        int start = 0;
        int end = 0;
        boolean skipping = false;
        while (true) {
            int lineEnd = lineBreak(start, end);
            if (lineEnd < end) {
                if (skipping) {
                    skipping = false;
                } else {
                    line++;
                    record(start, lineEnd, true, to);
                }
                start = lineEnd + 1;
                continue;
            }
            if (end - start >= LONGEST_LINE && !skipping) {
                line++;
                brokenLines.broken(line, Reason.TOO_LONG);
                skipping = true;
            }
            int kept = skipping ? 0 : end - start;
            if (kept == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            } else {
                System.arraycopy(buffer, start, buffer, 0, kept);
            }
            start = 0;
            int read = in.read(buffer, kept, buffer.length - kept);
            if (read < 0) {
                last(kept, skipping, to);
                to.write(out, 0, filled);
                filled = 0;
                return;
            }
            bytes += read;
            end = kept + read;
        }
    }

    /** Records passed on. */
    long records() {
        return records;
    }

    /** Bytes read so far; may be asked from another thread. */
    long bytes() {
        return bytes;
    }

    /** False if the last line had no line break: then nothing tells a whole last value from a cut one. */
    boolean endsWithLineBreak() {
        return endsWithLineBreak;
    }

    private int lineBreak(int start, int end) {
        int i = start;
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private void last(int length, boolean skipping, OutputStream to) throws IOException {
        if (length > 0 && !skipping) {
            line++;
            endsWithLineBreak = false;
            record(0, length, false, to);
        }
    }

    private void record(int start, int lineEnd, boolean whole, OutputStream to) throws IOException {
        int end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (end == start) {
            return;
        }
        Reason wrong = structure(start, end);
        if (wrong != null) {
            brokenLines.broken(line, whole || wrong == Reason.ENCODING ? wrong : Reason.CUT_OFF);
            return;
        }
        // A byte of Windows-1252 becomes at most three of UTF-8; the line number takes at most 20.
        int room = (end - start) * 3 + 22;
        if (out.length - filled < room) {
            to.write(out, 0, filled);
            filled = 0;
            if (out.length < room) {
                out = new byte[room];
            }
        }
        int at = filled;
        if (numbered) {
            byte[] number = Long.toString(line).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(number, 0, out, at, number.length);
            at += number.length;
            out[at++] = delimiter;
        }
        if (encoding == Encoding.UTF_8) {
            System.arraycopy(buffer, start, out, at, end - start);
            at += end - start;
        } else {
            int written = Windows1252.toUtf8(buffer, start, end, out, at);
            if (written < 0) {
                brokenLines.broken(line, Reason.ENCODING);
                return;
            }
            at += written;
        }
        out[at++] = '\n';
        filled = at;
        records++;
    }

    /** The reason why a line is no record, or null. */
    private Reason structure(int start, int end) {
        int cells = 1;
        int signs = 0;
        boolean quotes = false;
        boolean zero = false;
        for (int i = start; i < end; i++) {
            byte b = buffer[i];
            if (b == delimiter) {
                cells++;
            }
            quotes |= b == '"';
            zero |= b == 0;
            signs |= b;
        }
        if (zero) {
            return Reason.CONTROL;
        }
        // A line of Windows-1252 that reads as UTF-8 is UTF-8: letters of the one never stand as the other's pairs by chance.
        if (signs < 0 && (encoding == Encoding.UTF_8) != Utf8.isWellFormed(buffer, start, end)) {
            return Reason.ENCODING;
        }
        if (quotes) {
            cells = quotedCells(start, end);
            if (cells < 0) {
                return Reason.QUOTES;
            }
        }
        return cells == columns ? null : Reason.COLUMNS;
    }

    /** Cells of a line with quotation marks, or -1 if one is not closed or stands where none belongs. */
    private int quotedCells(int start, int end) {
        int cells = 0;
        int i = start;
        while (true) {
            if (i < end && buffer[i] == '"') {
                i = closingQuote(i + 1, end);
                if (i < 0) {
                    return -1;
                }
            } else {
                while (i < end && buffer[i] != delimiter) {
                    if (buffer[i] == '"') {
                        return -1;
                    }
                    i++;
                }
            }
            cells++;
            if (i == end) {
                return cells;
            }
            if (buffer[i] != delimiter) {
                return -1;
            }
            i++;
        }
    }

    /** The place behind the quotation mark that closes a cell; two in a row stand for one in the text. */
    private int closingQuote(int from, int end) {
        int i = from;
        while (i < end) {
            if (buffer[i] == '"') {
                if (i + 1 == end || buffer[i + 1] != '"') {
                    return i + 1;
                }
                i++;
            }
            i++;
        }
        return -1;
    }
}
