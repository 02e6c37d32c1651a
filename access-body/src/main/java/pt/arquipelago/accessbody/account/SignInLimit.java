package pt.arquipelago.accessbody.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Counts failed attempts per user and per address: after five in five minutes there is no sixth. */
final class SignInLimit {
    static final int FAILURES = 5;
    static final int FAILURES_PER_ADDRESS = 50;
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int KEYS = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new HashMap<>();

    SignInLimit(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    synchronized boolean allows(String user, String address) {
        return recent("user:" + user) < FAILURES && recent("address:" + address) < FAILURES_PER_ADDRESS;
    }

    synchronized void failed(String user, String address) {
        if (failures.size() > KEYS) {
            Instant limit = clock.instant().minus(WINDOW);
            failures.values().removeIf(times -> times.isEmpty() || times.peekLast().isBefore(limit));
        }
        failures.computeIfAbsent("user:" + user, key -> new ArrayDeque<>()).addLast(clock.instant());
        failures.computeIfAbsent("address:" + address, key -> new ArrayDeque<>()).addLast(clock.instant());
    }

    synchronized void succeeded(String user) {
        failures.remove("user:" + user);
    }

    private int recent(String key) {
        Deque<Instant> times = failures.get(key);
        if (times == null) {
            return 0;
        }
        Instant limit = clock.instant().minus(WINDOW);
        while (!times.isEmpty() && times.peekFirst().isBefore(limit)) {
            times.removeFirst();
        }
        return times.size();
    }
}
