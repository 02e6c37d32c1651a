package pt.arquipelago.node.review;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Who is signed in at the checkers' page. Of a token nothing is kept but its SHA-256; what is here ends with the process. */
public final class Sessions {
    static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    /** So many wrong tokens in the window, from wherever; then nobody signs in until some are older. */
    private static final int MOST_FAILURES = 10;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> checkers;
    private final Clock clock;
    private final Map<String, Session> open = new HashMap<>();
    private final Deque<Instant> failures = new ArrayDeque<>();

    /** @param form secret that a form of this session carries */
    record Session(String checker, String form, Instant ends) {}

    /** @param checkers the SHA-256 of each one's token, as hexadecimal, by name */
    public Sessions(Map<String, String> checkers, Clock clock) {
        this.checkers = Map.copyOf(checkers);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** 256 random bits, to be given to a checker. */
    public static String newToken() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static String digest(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    synchronized boolean isBarred() {
        Instant since = clock.instant().minus(WINDOW);
        failures.removeIf(failure -> failure.isBefore(since));
        return failures.size() >= MOST_FAILURES;
    }

    /** @return what the browser keeps; empty for a wrong token */
    synchronized Optional<String> signIn(String token) {
        if (isBarred()) {
            return Optional.empty();
        }
        Optional<String> checker = Optional.empty();
        String digest = digest(token);
        for (Map.Entry<String, String> each : checkers.entrySet()) {
            if (same(each.getValue(), digest)) {
                checker = Optional.of(each.getKey());
            }
        }
        if (checker.isEmpty()) {
            failures.add(clock.instant());
            return Optional.empty();
        }
        open.values().removeIf(session -> !session.ends().isAfter(clock.instant()));
        String cookie = newToken();
        open.put(digest(cookie), new Session(checker.get(), newToken(), clock.instant().plus(LIFE)));
        return Optional.of(cookie);
    }

    synchronized Optional<Session> session(String cookie) {
        return Optional.ofNullable(open.get(digest(cookie))).filter(session -> session.ends().isAfter(clock.instant()));
    }

    synchronized void signOut(String cookie) {
        open.remove(digest(cookie));
    }

    /** In a time that does not tell where they differ. */
    static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
