package pt.arquipelago.node.link;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait after failed calls: twice as long each time, up to a limit, with some chance in it so that nodes do not call all at once. */
public final class Backoff {
    private final Duration first;
    private final Duration limit;
    private int failures = 0;

    public Backoff(Duration first, Duration limit) {
        this.first = first;
        this.limit = limit;
    }

    /** The wait after one more failure. */
    public Duration failed() {
        long ceiling = Math.min(limit.toMillis(), first.toMillis() << Math.min(failures++, 20));
        return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
    }

    public void succeeded() {
        failures = 0;
    }
}
