package pt.arquipelago.demo.generate;

/** How a bad row is bad. */
enum BadKind {
    BAD_CHECK_DIGIT(false), MALFORMED_IDENTIFIER(false), IMPOSSIBLE_DATE(false), UNKNOWN_CODE(false), END_BEFORE_START(false), OUT_OF_RANGE(false),
    MALFORMED_LINE(false), WRONG_COLUMN_COUNT(false),
    /** Letters in the encoding in which the rest is not. */
    MIXED_ENCODING(true),
    TRAILING_SPACES(true),
    /** 31/12/2025. */
    OTHER_DATE_FORM(true),
    /** The row once more, as it was. */
    DUPLICATE(true),
    /** A document or person that is nowhere. */
    MISSING_REFERENCE(true),
    /** Both dates good, each in the other's place. */
    SWAPPED_DATES(true),
    /** A line break within the row: counted as two rows. */
    BROKEN_LINE(true);

    private final boolean dirty;

    BadKind(boolean dirty) {
        this.dirty = dirty;
    }

    /** Only with {@code --dirty}. */
    boolean dirty() {
        return dirty;
    }
}
