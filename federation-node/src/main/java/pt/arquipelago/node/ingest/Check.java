package pt.arquipelago.node.ingest;

/**
 * One thing that must hold for a row.
 *
 * @param column where it is looked for, as the extract calls it
 * @param holds SQL over the typed row, true or false and never NULL
 */
record Check(String column, Reason reason, String holds) {}
