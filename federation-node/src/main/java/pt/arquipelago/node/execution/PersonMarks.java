package pt.arquipelago.node.execution;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.Sketch;

/**
 * The secret by which the guard puts persons into cells and marks them: nobody without it can tell what a fingerprint stands for.
 *
 * @param cell seed of the cell
 * @param mark seed of the mark
 */
public record PersonMarks(long cell, long mark) implements Serializable {
    private static final long SEED = 42;

    /** @param secret 24 bytes at least */
    public static PersonMarks of(byte[] secret) {
        ByteBuffer bytes = ByteBuffer.wrap(secret);
        long cell = XXH64.hashLong(bytes.getLong(), SEED);
        return new PersonMarks(cell, XXH64.hashLong(bytes.getLong(), XXH64.hashLong(bytes.getLong(), SEED)));
    }

    int cellOf(long person) {
        return (int) XXH64.hashLong(person, cell) & (Fingerprint.CELLS - 1);
    }

    /** Odd, so that no contribution vanishes. */
    long markOf(long person) {
        return XXH64.hashLong(person, mark) | 1;
    }

    /** Where a person is in a sketch, and with which weight. */
    long sketchOf(long person) {
        return XXH64.hashLong(person, cell ^ Long.rotateLeft(mark, 32));
    }

    static int sketchCell(long sketch) {
        return (int) sketch & (Sketch.CELLS - 1);
    }

    /** Not zero, so that no contribution vanishes. */
    static int weight(long sketch) {
        return 1 + (int) ((sketch >>> 32) * (Sketch.PRIME - 1) >>> 32);
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "PersonMarks";
    }
}
