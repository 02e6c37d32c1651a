package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When something is said of one order: at whole multiples of 250 ms since the order came, so that how long a step took, which records
 * decide, is told no finer. It counts from the order, not from the hour: else asking again and again would tell finer times by how
 * often the next step of the clock was reached.
 */
final class Departure {
    static final Duration STEP = Duration.ofMillis(250);

    /** Does something later, one thing after the other. */
    interface Later {
        void run(Runnable message, Duration after);
    }

    private final Clock clock;
    private final Instant came;
    private final Later later;

    /** The order comes now. */
    Departure(Clock clock, Later later) {
        this.clock = requireNonNull(clock, "clock is null");
        this.came = clock.instant();
        this.later = requireNonNull(later, "later is null");
    }

    void leave(Runnable message) {
        later.run(message, untilNext(Duration.between(came, clock.instant())));
    }

    private static Duration untilNext(Duration since) {
        long step = STEP.toNanos();
        return Duration.ofNanos(Math.floorMod(-since.toNanos(), step));
    }
}
