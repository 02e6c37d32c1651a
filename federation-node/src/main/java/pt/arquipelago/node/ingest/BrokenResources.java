package pt.arquipelago.node.ingest;

/** Is told of each line that is no resource of the profile: its number (from 1), why, and the column, if it is of one. */
@FunctionalInterface
interface BrokenResources {
    void broken(long line, Reason reason, String column);
}
