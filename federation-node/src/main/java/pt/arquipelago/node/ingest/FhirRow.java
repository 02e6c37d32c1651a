package pt.arquipelago.node.ingest;

import java.nio.charset.StandardCharsets;

/** The row of a resource as a line of CSV for the engine. */
final class FhirRow {
    static final byte DELIMITER = ',';
    static final int LONGEST = CsvScanner.LONGEST_LINE;

    private final byte[][] cells;

    FhirRow(int columns) {
        this.cells = new byte[columns][];
    }

    /** @return how many bytes it needs at most */
    int set(String[] values) {
        int length = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i] = values[i] == null ? null : values[i].getBytes(StandardCharsets.UTF_8);
            length += values[i] == null ? 1 : 3 + 2 * cells[i].length;
        }
        return length + 1;
    }

    /** @return the place behind it */
    int write(byte[] out, int from) {
        int at = from;
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out[at++] = DELIMITER;
            }
            if (cells[i] != null && cells[i].length > 0) {
                at = quoted(cells[i], out, at);
            }
        }
        out[at++] = '\n';
        return at;
    }

    /** A line break, or another character that no text shows, becomes a blank. */
    private static int quoted(byte[] cell, byte[] out, int from) {
        int at = from;
        out[at++] = '"';
        for (byte b : cell) {
            if (b == '"') {
                out[at++] = '"';
            }
            out[at++] = b >= 0 && b < ' ' ? (byte) ' ' : b;
        }
        out[at++] = '"';
        return at;
    }
}
