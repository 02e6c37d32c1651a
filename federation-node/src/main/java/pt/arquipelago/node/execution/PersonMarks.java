package pt.arquipelago.node.execution;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import pt.arquipelago.analysis.guard.Fingerprint;

/**
 * The secret by which the guard puts persons into cells and marks them: nobody without it can tell what a fingerprint stands for.
 *
 * @param cell seed of the cell
 * @param first of the mark's two seeds
 */
public record PersonMarks(long cell, long first, long second) implements Serializable {
    private static final long SEED = 42;

    /** @param secret 24 bytes at least */
    public static PersonMarks of(byte[] secret) {
        ByteBuffer bytes = ByteBuffer.wrap(secret);
        return new PersonMarks(bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    int cellOf(long person) {
        return (int) Math.floorMod(XXH64.hashLong(person, XXH64.hashLong(cell, SEED)), (long) Fingerprint.CELLS);
    }

    /** Odd, so that no contribution vanishes. */
    long markOf(long person) {
        return XXH64.hashLong(person, XXH64.hashLong(second, XXH64.hashLong(first, SEED))) | 1;
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "PersonMarks";
    }
}
