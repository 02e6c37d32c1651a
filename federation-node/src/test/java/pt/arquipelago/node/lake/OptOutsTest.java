package pt.arquipelago.node.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptOutsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    Path root;
    private OptOuts optOuts;

    @BeforeEach
    void open() {
        optOuts = Lake.open(root).optOuts();
    }

    @Test
    void standsFromItsMomentUntilItIsTakenBackAndMayStandAgain() {
        assertThat(optOuts.at(0, WEDNESDAY)).isEmpty();
        assertThat(optOuts.optOut(List.of(person(7), person(8)), MONDAY)).isEqualTo(2);
        assertThat(optOuts.optIn(List.of(person(7), person(9)), TUESDAY)).isEqualTo(1);
        assertThat(optOuts.optOut(List.of(person(7)), WEDNESDAY)).isEqualTo(1);

        assertThat(optOuts.at(0, MONDAY.minusSeconds(1))).isEmpty();
        assertThat(optOuts.at(0, MONDAY)).containsExactlyInAnyOrder(7L, 8L);
        assertThat(optOuts.at(0, TUESDAY)).containsExactly(8L);
        assertThat(optOuts.at(0, WEDNESDAY)).containsExactlyInAnyOrder(7L, 8L);
    }

    @Test
    void whoOptsOutTwiceStandsOnceFromTheFirstTime() {
        optOuts.optOut(List.of(person(7)), MONDAY);
        assertThat(optOuts.optOut(List.of(person(7), person(7)), TUESDAY)).isZero();
        assertThat(optOuts.at(0, MONDAY)).containsExactly(7L);
        optOuts.optIn(List.of(person(7)), WEDNESDAY);
        assertThat(optOuts.at(0, WEDNESDAY)).isEmpty();
    }

    @Test
    void aRotationTakesItAlongAndKeepsTheEpochBefore() throws IOException {
        optOuts.optOut(List.of(person(7)), MONDAY);
        optOuts.intoEpoch(1, pid -> pid * 1000);
        optOuts.intoEpoch(1, pid -> pid * 1000);
        optOuts.optOut(List.of(new long[] {8, 8000}), TUESDAY);
        optOuts.optIn(List.of(new long[] {7, 7000}), WEDNESDAY);

        assertThat(optOuts.at(0, TUESDAY)).containsExactlyInAnyOrder(7L, 8L);
        assertThat(optOuts.at(1, TUESDAY)).containsExactlyInAnyOrder(7000L, 8000L);
        assertThat(optOuts.at(1, WEDNESDAY)).containsExactly(8000L);
        assertThat(Files.readString(root.resolve("_opt_outs/0.tsv"))).doesNotContain("7000");
    }

    @Test
    void anErasureForgetsInEveryEpoch() throws IOException {
        optOuts.optOut(List.of(new long[] {123_456_781, 987_654_321}, new long[] {2, 3}), MONDAY);
        optOuts.forget(Set.of(123_456_781L, 987_654_321L));
        assertThat(optOuts.at(0, MONDAY)).containsExactly(2L);
        assertThat(optOuts.at(1, MONDAY)).containsExactly(3L);
        assertThat(Files.readString(root.resolve("_opt_outs/0.tsv")) + Files.readString(root.resolve("_opt_outs/1.tsv"))).doesNotContain("123456781", "987654321");
    }

    private static long[] person(long pseudonym) {
        return new long[] {pseudonym};
    }
}
