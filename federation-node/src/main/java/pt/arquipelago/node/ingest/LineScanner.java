package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import pt.arquipelago.node.profile.CsvFormat;

/**
 * Reads the lines of an extract, each of which is one record, and passes on as UTF-8 those that are good. What is broken is
 * told by line and reason; its bytes go nowhere. Needs room for one line, whatever the extract's size.
 */
abstract class LineScanner {
    private static final int BUFFER = 1 << 18;

    private final int longest;
    private byte[] buffer = new byte[BUFFER];
    private byte[] out = new byte[BUFFER];
    private int filled;
    private long line;
    private long records;
    private volatile long bytes;
    private boolean endsWithLineBreak = true;

    /**
     * @param longest bytes of a line that is a record
     * @param header lines before the first record
     */
    LineScanner(int longest, int header) {
        this.longest = longest;
        this.line = header;
    }

    /** Reads what stands before the first record from a stream that can be marked. */
    abstract void begin(InputStream in, CsvFormat format, String file) throws IOException;

    /**
     * One line without its line break, which is not empty.
     *
     * @param whole whether a line break follows
     * @return why it is no record, or null; then the scanner has put it out
     */
    abstract Reason record(byte[] buffer, int start, int end, boolean whole, OutputStream to) throws IOException;

    /** Is told of a line that is no record. */
    abstract void broken(long number, Reason reason) throws IOException;

    /** Scans what follows the header. */
    void scan(InputStream in, OutputStream to) throws IOException {
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
            if (end - start >= longest && !skipping) {
                line++;
                broken(line, Reason.TOO_LONG);
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

    /** Of the line that was read last. */
    long line() {
        return line;
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
        Reason wrong = record(buffer, start, end, whole, to);
        if (wrong == null) {
            records++;
        } else {
            broken(line, wrong);
        }
    }

    /** Where a record of so many bytes can be written; {@link #written} says how far it went. */
    byte[] room(int length, OutputStream to) throws IOException {
        if (out.length - filled < length) {
            to.write(out, 0, filled);
            filled = 0;
            if (out.length < length) {
                out = new byte[length];
            }
        }
        return out;
    }

    int filled() {
        return filled;
    }

    void written(int upTo) {
        filled = upTo;
    }

    /** Writes the number of the line and a delimiter. */
    int number(byte[] to, int at, byte delimiter) {
        byte[] number = Long.toString(line).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(number, 0, to, at, number.length);
        to[at + number.length] = delimiter;
        return at + number.length + 1;
    }
}
