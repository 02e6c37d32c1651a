package pt.arquipelago.demo.start;

import java.util.concurrent.locks.LockSupport;

/** A short rest between two looks at another process, which cannot call back. */
final class Pause {
    private static final long LENGTH_NANOS = 150_000_000;

    private Pause() {}

    static void briefly() {
        LockSupport.parkNanos(LENGTH_NANOS);
    }
}
