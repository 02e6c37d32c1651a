package pt.arquipelago.node.ingest;

import static java.util.Objects.requireNonNull;

/**
 * Where a row comes from, for whoever looks into the extract.
 *
 * @param line of the file, from 1
 * @param entry of the document that stands there, from 1; 0 where it is of none, or the document as a whole
 */
record Place(String file, long line, long entry) {
    Place {
        requireNonNull(file, "file is null");
    }
}
