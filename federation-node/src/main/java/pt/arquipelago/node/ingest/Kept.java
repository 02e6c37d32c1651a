package pt.arquipelago.node.ingest;

/** A part of an extract that is kept for this load alone, and given up with it. */
interface Kept extends ExtractFile, AutoCloseable {
    @Override
    void close();
}
