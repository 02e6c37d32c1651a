package pt.arquipelago.demo.generate;

/** How a bad row is bad. */
enum BadKind {
    BAD_CHECK_DIGIT, MALFORMED_IDENTIFIER, IMPOSSIBLE_DATE, UNKNOWN_CODE, END_BEFORE_START, OUT_OF_RANGE, MALFORMED_LINE, WRONG_COLUMN_COUNT
}
