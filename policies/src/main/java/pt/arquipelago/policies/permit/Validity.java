package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;

import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.InvalidMessage;

/** Times in messages, compared with {@value #SKEW_SECONDS} seconds of tolerance for clocks that differ. */
final class Validity {
    static final long SKEW_SECONDS = 60;

    private final Clock clock;

    Validity(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    void requireStarted(long from, RefusalCode otherwise) {
        InvalidMessage.unless(clock.instant().getEpochSecond() + SKEW_SECONDS >= from, otherwise);
    }

    void requireNotEnded(long until, RefusalCode otherwise) {
        InvalidMessage.unless(clock.instant().getEpochSecond() - SKEW_SECONDS < until, otherwise);
    }
}
