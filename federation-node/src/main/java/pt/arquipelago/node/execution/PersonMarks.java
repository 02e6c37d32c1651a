package pt.arquipelago.node.execution;

import java.nio.ByteBuffer;

/**
 * The secret by which the guard puts persons into cells and marks them: nobody without it can tell what a fingerprint stands for.
 *
 * @param cell seed of the cell
 * @param first of the mark's two seeds
 */
public record PersonMarks(long cell, long first, long second) {
    /** @param secret 24 bytes at least */
    public static PersonMarks of(byte[] secret) {
        ByteBuffer bytes = ByteBuffer.wrap(secret);
        return new PersonMarks(bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "PersonMarks";
    }
}
