package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The rows of one type of resource out of documents ({@link FhirDocuments}), kept encrypted: a line for each, of its number and its row, or of
 * why it has none.
 *
 * @param newest where several rows tell of one key: which of them stays
 */
record UnfoldedFile(String name, Spool rows, Unfolded places, Optional<Newest> newest) implements Kept {
    /** Behind a number: the key of a row of which the newest stays, the row, or the reason why there is none and its column. */
    static final byte KEY = '@';
    static final byte ROW = FhirRow.DELIMITER;
    static final byte REFUSED = '!';

    /** Where the rows of documents come from. */
    @FunctionalInterface
    interface Unfolded {
        Place place(long number);
    }

    @Override
    public long size() throws IOException {
        return rows.size();
    }

    @Override
    public InputStream open() {
        return rows.open();
    }

    @Override
    public Place place(long number) {
        return places.place(number);
    }

    @Override
    public void close() {
        rows.close();
    }
}
