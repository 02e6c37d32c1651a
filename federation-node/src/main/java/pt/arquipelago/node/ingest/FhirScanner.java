package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import pt.arquipelago.node.profile.CsvFormat;
import pt.arquipelago.node.profile.Profile;

/** Reads NDJSON, one FHIR resource a line, and passes on the row that the profile's paths find in each. */
final class FhirScanner extends LineScanner {
    /** Longer lines are no records; attachments make long ones. */
    static final int LONGEST_LINE = 1 << 24;
    static final byte DELIMITER = ',';
    private static final int LONGEST_ROW = CsvScanner.LONGEST_LINE;

    private final FhirProjection projection;
    private final boolean numbered;
    private final BrokenResources broken;
    private final byte[][] cells;
    /** Of the line that was no record. */
    private String column = "";

    FhirScanner(Profile profile, boolean numbered, BrokenResources broken) {
        super(LONGEST_LINE, 0);
        this.projection = new FhirProjection(profile);
        this.numbered = numbered;
        this.broken = broken;
        this.cells = new byte[profile.columns().size()][];
    }

    /** Over a byte order mark. */
    @Override
    void begin(InputStream in, CsvFormat format, String file) throws IOException {
        in.mark(3);
        byte[] start = in.readNBytes(3);
        if (start.length < 3 || start[0] != (byte) 0xef || start[1] != (byte) 0xbb || start[2] != (byte) 0xbf) {
            in.reset();
        }
    }

    @Override
    void broken(long number, Reason reason) {
        broken.broken(number, reason, column);
    }

    @Override
    Reason record(byte[] buffer, int start, int end, boolean whole, OutputStream to) throws IOException {
        column = "";
        for (int i = start; i < end; i++) {
            if (buffer[i] == 0) {
                return Reason.CONTROL;
            }
        }
        if (!Utf8.isWellFormed(buffer, start, end)) {
            return Reason.ENCODING;
        }
        FhirProjection.Wrong wrong = projection.read(buffer, start, end);
        if (wrong != null) {
            column = wrong.column();
            return wrong.reason() == Reason.JSON && !whole ? Reason.CUT_OFF : wrong.reason();
        }
        int length = 0;
        for (int i = 0; i < cells.length; i++) {
            String cell = projection.cells()[i];
            cells[i] = cell == null ? null : cell.getBytes(StandardCharsets.UTF_8);
            length += cell == null ? 1 : 3 + 2 * cells[i].length;
        }
        if (length > LONGEST_ROW) {
            return Reason.TOO_LONG;
        }
        write(room(length + 22, to));
        return null;
    }

    private void write(byte[] out) {
        int at = filled();
        if (numbered) {
            at = number(out, at, DELIMITER);
        }
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out[at++] = DELIMITER;
            }
            if (cells[i] != null && cells[i].length > 0) {
                at = quoted(cells[i], out, at);
            }
        }
        out[at++] = '\n';
        written(at);
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
