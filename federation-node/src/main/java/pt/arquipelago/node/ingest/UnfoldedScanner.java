package pt.arquipelago.node.ingest;

import java.io.InputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import pt.arquipelago.node.profile.CsvFormat;

/** Passes on the rows of an {@link UnfoldedFile}, and tells of what has none by the number that it has there. */
final class UnfoldedScanner extends LineScanner {
    private final Optional<Newest> newest;
    private final boolean numbered;
    private final BrokenResources broken;
    /** Of the line at hand. */
    private long number;
    private String column = "";
    private long left;

    UnfoldedScanner(UnfoldedFile file, boolean numbered, BrokenResources broken) {
        super(2 * FhirRow.LONGEST, 0);
        this.newest = file.newest();
        this.numbered = numbered;
        this.broken = broken;
    }

    @Override
    void begin(InputStream in, CsvFormat format, String file) {}

    @Override
    void broken(long line, Reason reason) {
        broken.broken(number, reason, column);
    }

    /** Without those of which there is a newer one. */
    @Override
    long records() {
        return super.records() - left;
    }

    @Override
    Reason record(byte[] buffer, int start, int end, boolean whole, OutputStream to) throws IOException {
        int at = start;
        while (buffer[at] >= '0' && buffer[at] <= '9') {
            at++;
        }
        number = Long.parseLong(text(buffer, start, at));
        if (buffer[at] == UnfoldedFile.REFUSED) {
            String[] why = text(buffer, at + 1, end).split("!", 2);
            column = why[1];
            return Reason.valueOf(why[0]);
        }
        int digits = at;
        if (buffer[at] == UnfoldedFile.KEY) {
            while (buffer[at] != UnfoldedFile.ROW) {
                at++;
            }
            if (newest.isPresent() && newest.get().row(Long.parseLong(text(buffer, digits + 1, at), Character.MAX_RADIX)) != number) {
                left++;
                return null;
            }
        }
        byte[] out = room(end - start + 1, to);
        int filled = filled();
        if (numbered) {
            System.arraycopy(buffer, start, out, filled, digits - start);
            filled += digits - start;
            out[filled++] = FhirRow.DELIMITER;
        }
        System.arraycopy(buffer, at + 1, out, filled, end - at - 1);
        filled += end - at - 1;
        out[filled++] = '\n';
        written(filled);
        return null;
    }

    private static String text(byte[] buffer, int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.US_ASCII);
    }
}
