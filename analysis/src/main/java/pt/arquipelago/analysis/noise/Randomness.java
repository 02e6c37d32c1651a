package pt.arquipelago.analysis.noise;

import java.security.SecureRandom;

/** Where the random bits of noise come from. In production that is {@link #secure} alone: cryptographic, and seeded by the machine. */
interface Randomness {
    /** So many uniform bits, from 1 to 62. */
    long bits(int count);

    static Randomness secure() {
        return new Secure();
    }

    /** Draws from the machine's generator in blocks, since single calls would cost more than the noise. One thread's own. */
    final class Secure implements Randomness {
        private final SecureRandom random = new SecureRandom();
        private final byte[] block = new byte[4096];
        private int used = block.length;

        private Secure() {}

        @Override
        public long bits(int count) {
            long drawn = 0;
            for (int have = 0; have < count; have += Byte.SIZE) {
                drawn = drawn << Byte.SIZE | next() & 0xFF;
            }
            return drawn & (1L << count) - 1;
        }

        private byte next() {
            if (used == block.length) {
                random.nextBytes(block);
                used = 0;
            }
            return block[used++];
        }
    }
}
