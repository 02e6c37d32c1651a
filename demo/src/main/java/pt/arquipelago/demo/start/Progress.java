package pt.arquipelago.demo.start;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells each step with the time since the start. */
final class Progress {
    private final PrintWriter out;
    private final Clock clock;
    private final Instant start;

    Progress(PrintWriter out, Clock clock) {
        this.out = requireNonNull(out, "out is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.start = clock.instant();
    }

    void step(String text) {
        say(String.format("[%4d s] %s", Duration.between(start, clock.instant()).toSeconds(), text));
    }

    synchronized void say(String text) {
        out.println(text);
        out.flush();
    }
}
