package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import pt.arquipelago.node.profile.CsvFormat;
import pt.arquipelago.node.profile.CsvFormat.Encoding;

/**
 * Reads the records of a CSV file, one a line, and passes on as UTF-8 those whose structure is right: as many columns as
 * the header, quotation marks closed on their line, text in the declared encoding. The engine behind sees only these, so
 * that the lines it counts are records.
 */
final class CsvScanner extends LineScanner {
    /** Longer lines are no records. */
    static final int LONGEST_LINE = 1 << 20;

    private final byte delimiter;
    private final int columns;
    private final Encoding encoding;
    private final boolean numbered;
    private final BrokenLines brokenLines;

    /**
     * @param numbered whether each record is passed on with its line number as a first column more
     */
    CsvScanner(byte delimiter, int columns, Encoding encoding, boolean numbered, BrokenLines brokenLines) {
        super(LONGEST_LINE, 1);
        this.delimiter = delimiter;
        this.columns = columns;
        this.encoding = encoding;
        this.numbered = numbered;
        this.brokenLines = brokenLines;
    }

    @Override
    void begin(InputStream in, CsvFormat format, String file) throws IOException {
        CsvHeader.read(in, format, file);
    }

    @Override
    void broken(long number, Reason reason) {
        brokenLines.broken(number, reason);
    }

    @Override
    Reason record(byte[] buffer, int start, int end, boolean whole, OutputStream to) throws IOException {
        Reason wrong = structure(buffer, start, end);
        if (wrong != null) {
            return whole || wrong == Reason.ENCODING ? wrong : Reason.CUT_OFF;
        }
        // A byte of Windows-1252 becomes at most three of UTF-8; the line number takes at most 20.
        byte[] out = room((end - start) * 3 + 22, to);
        int at = filled();
        if (numbered) {
            at = number(out, at, delimiter);
        }
        if (encoding == Encoding.UTF_8) {
            System.arraycopy(buffer, start, out, at, end - start);
            at += end - start;
        } else {
            int written = Windows1252.toUtf8(buffer, start, end, out, at);
            if (written < 0) {
                return Reason.ENCODING;
            }
            at += written;
        }
        out[at++] = '\n';
        written(at);
        return null;
    }

    /** The reason why a line is no record, or null. */
    private Reason structure(byte[] buffer, int start, int end) {
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
            cells = quotedCells(buffer, start, end);
            if (cells < 0) {
                return Reason.QUOTES;
            }
        }
        return cells == columns ? null : Reason.COLUMNS;
    }

    /** Cells of a line with quotation marks, or -1 if one is not closed or stands where none belongs. */
    private int quotedCells(byte[] buffer, int start, int end) {
        int cells = 0;
        int i = start;
        while (true) {
            if (i < end && buffer[i] == '"') {
                i = closingQuote(buffer, i + 1, end);
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
    private static int closingQuote(byte[] buffer, int from, int end) {
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
