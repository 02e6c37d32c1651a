package pt.arquipelago.node.ingest;

/** Is told of each line that is no record: its number (from 1) and why. */
@FunctionalInterface
interface BrokenLines {
    void broken(long line, Reason reason);
}
