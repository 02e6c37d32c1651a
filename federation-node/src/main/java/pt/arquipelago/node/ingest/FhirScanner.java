package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import pt.arquipelago.node.profile.CsvFormat;
import pt.arquipelago.node.profile.Profile;

/** Reads NDJSON, one FHIR resource a line, and passes on the row that the profile's paths find in each. */
final class FhirScanner extends LineScanner {
    /** Longer lines are no records; attachments make long ones. */
    static final int LONGEST_LINE = 1 << 24;
    /** Bytes of a line's number and the delimiter behind it, at most. */
    private static final int NUMBER = 22;

    private final FhirProjection projection;
    private final boolean numbered;
    private final BrokenResources broken;
    private final FhirRow row;
    /** Of the line that was no record. */
    private String column = "";

    FhirScanner(Profile profile, boolean numbered, BrokenResources broken) {
        super(LONGEST_LINE, 0);
        this.projection = new FhirProjection(profile);
        this.numbered = numbered;
        this.broken = broken;
        this.row = new FhirRow(profile.columns().size());
    }

    /** Over a byte order mark. */
    @Override
    void begin(InputStream in, CsvFormat format, String file) throws IOException {
        Utf8.skipMark(in);
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
        int length = row.set(projection.cells());
        if (length > FhirRow.LONGEST) {
            return Reason.TOO_LONG;
        }
        byte[] out = room(length + NUMBER, to);
        written(row.write(out, numbered ? number(out, filled(), FhirRow.DELIMITER) : filled()));
        return null;
    }
}
