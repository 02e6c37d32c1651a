package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DepartureTest {
    private static final class HandClock extends Clock {
        private Instant now;

        HandClock(long millis) {
            now = Instant.ofEpochMilli(millis);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Milliseconds from the coming of an order to when a message leaves that is ready after {@code work}. */
    private static long leaves(long came, int work) {
        HandClock clock = new HandClock(came);
        List<Duration> waits = new ArrayList<>();
        Departure departure = new Departure(clock, (message, after) -> waits.add(after));
        clock.now = clock.now.plusMillis(work);
        departure.leave(() -> { });
        return waits.get(0).plusMillis(work).toMillis();
    }

    @Property
    void everythingLeavesOnTheGrid(@ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long came, @ForAll @IntRange(max = 600_000) int work) {
        assertThat(leaves(came, work) % 250).isZero();
        assertThat(leaves(came, work)).isBetween((long) work, work + 249L);
    }

    @Property
    void howLongItTookWithinAStepIsNotSeenWheneverTheOrderCame(@ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long came,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long otherwise, @ForAll @IntRange(max = 2_000) int step,
            @ForAll @IntRange(min = 1, max = 250) int one, @ForAll @IntRange(min = 1, max = 250) int another) {
        assertThat(leaves(came, step * 250 + one)).isEqualTo(leaves(otherwise, step * 250 + another));
    }

    @Property
    void whatIsReadyOnTheGridLeavesAtOnce(@ForAll @IntRange(max = 2_000) int step) {
        assertThat(leaves(17, step * 250)).isEqualTo(step * 250L);
    }
}
