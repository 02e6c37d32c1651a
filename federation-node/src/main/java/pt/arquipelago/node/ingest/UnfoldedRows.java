package pt.arquipelago.node.ingest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import pt.arquipelago.node.profile.Profile;

/** Writes an {@link UnfoldedFile}: the rows that a profile finds in the resources of its type, as they come. */
final class UnfoldedRows implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final FhirProjection projection;
    private final FhirRow row;
    private final Spool spool;
    private final OutputStream to;
    private final Optional<Newest> newest;
    private byte[] line = new byte[BUFFER];
    private long rows;
    private boolean empty = true;

    /** @param newest where several resources tell of one key: of which the newest stays */
    UnfoldedRows(Profile profile, FhirElement.Wanted wanted, Optional<Newest> newest) throws IOException {
        this.projection = new FhirProjection(profile, wanted);
        this.row = new FhirRow(profile.columns().size());
        this.spool = Spool.empty(profile.fhir().orElseThrow().resource());
        this.to = new BufferedOutputStream(spool.filling(), BUFFER);
        this.newest = newest;
    }

    /** What is wrong with a resource that is not yet to enter. */
    Optional<FhirProjection.Wrong> wrong(FhirElement resource) {
        return Optional.ofNullable(projection.row(resource));
    }

    /** What its columns find in the resource that was looked at last, with which nothing is wrong. */
    String[] found() {
        return projection.cells();
    }

    /** @param key and time of the resource, where the newest stays */
    void add(long number, FhirElement resource, long key, long time) throws IOException {
        FhirProjection.Wrong wrong = projection.row(resource);
        int length = wrong == null ? row.set(projection.cells()) : 0;
        if (wrong != null || length > FhirRow.LONGEST) {
            refuse(number, wrong == null ? Reason.TOO_LONG : wrong.reason(), wrong == null ? "" : wrong.column());
            return;
        }
        empty = false;
        newest.ifPresent(each -> each.put(key, time, number));
        byte[] start = (number + (newest.isPresent() ? (char) UnfoldedFile.KEY + Long.toString(key, Character.MAX_RADIX) : "") + (char) UnfoldedFile.ROW).getBytes(StandardCharsets.US_ASCII);
        if (line.length < start.length + length) {
            line = new byte[start.length + length];
        }
        System.arraycopy(start, 0, line, 0, start.length);
        to.write(line, 0, row.write(line, start.length));
        rows++;
    }

    void refuse(long number, Reason reason, String column) throws IOException {
        empty = false;
        to.write((number + "" + (char) UnfoldedFile.REFUSED + reason + (char) UnfoldedFile.REFUSED + column + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    boolean isEmpty() {
        return empty;
    }

    /** Rows of which there is a newer one. */
    long older() {
        return newest.map(each -> rows - each.size()).orElse(0L);
    }

    UnfoldedFile file(String name, UnfoldedFile.Unfolded places) throws IOException {
        to.close();
        return new UnfoldedFile(name, spool, places, newest);
    }

    /** Gives up what was kept. */
    @Override
    public void close() {
        spool.close();
    }
}
