package pt.arquipelago.node.history;

/** What a permit's answers would be held against was made with pseudonyms of another epoch, of which the lake has no version, or with those of several. */
public final class EpochsApartException extends RuntimeException {
    EpochsApartException() {
        super("no lake version meets what the permit's answers are held against");
    }
}
