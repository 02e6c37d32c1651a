package pt.arquipelago.analysis.guard;

/** Cells and marks of persons under a secret, for tests. */
record Marks(long secret) {
    int cell(long person) {
        return (int) (mixed(person ^ mixed(secret)) >>> 56);
    }

    long mark(long person) {
        return mixed(mixed(person + secret) ^ secret) | 1;
    }

    int sketchCell(long person) {
        return (int) (mixed(mixed(person ^ secret) + 7) >>> 53);
    }

    int weight(long person) {
        return 1 + (int) Long.remainderUnsigned(mixed(mixed(person ^ secret) + 11), Sketch.PRIME - 1);
    }

    private static long mixed(long x) {
        long a = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }
}
