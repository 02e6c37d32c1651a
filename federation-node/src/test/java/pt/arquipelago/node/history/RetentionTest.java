package pt.arquipelago.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.node.history.History.Passed;
import pt.arquipelago.node.history.History.Submission;
import pt.arquipelago.node.history.ReleasedNumbers.Reach;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeWriter;

/** How long a node keeps what: answers until some time after their permit's end, what they rest on for as long as something may be compared with it. */
class RetentionTest {
    private static final String BODY = "the bytes of an answer";
    private static final long END = 1_000_000_000;
    private static final long GONE = END + Retention.AFTER_END.toSeconds() + 1;

    @TempDir
    Path folder;
    private final List<String> keys = new ArrayList<>(List.of("key 0"));
    private NodeStore store;
    private ReleasedNumbers numbers;
    private History history;

    @BeforeEach
    void open() {
        publish();
        store = NodeStore.open(folder.resolve("state"));
        numbers = new ReleasedNumbers(HistorySecret.passing(), Reach.APPLICANT);
        history = new History(store, numbers, new NoiseAccount(HistorySecret.passing(), true), 500);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void publish() {
        try (LakeWriter writer = LakeWriter.open(folder.resolve("lake"), Clock.systemUTC())) {
            writer.publish(new LakeVersion.Pseudonyms("domain", keys));
        }
    }

    private void rotate() {
        keys.add("key " + keys.size());
        publish();
    }

    private Lake lake() {
        return Lake.open(folder.resolve("lake"));
    }

    private void answer(String permit, long expires, long seed) {
        new Pins(store, Reach.APPLICANT, lake()).of(new Pins.Asking(permit, "Universidade", expires, true), Set.of(), END - 10);
        long[] cells = new long[Fingerprint.CELLS];
        Arrays.setAll(cells, i -> seed * 0x9E3779B97F4A7C15L + i);
        new Jobs(store).begin("order of " + permit, "digest", "compact", END - 5);
        long position = history.pending(new Submission(permit, "Universidade", "question", expires),
                released -> new Passed(BODY.getBytes(StandardCharsets.UTF_8), released.enter(List.of(new GuardedValue("form " + seed, Fingerprint.of(cells)))),
                        Optional.of(new History.Waiting("how it was asked".getBytes(StandardCharsets.UTF_8), List.of())))).position();
        history.released(permit, position, "order of " + permit, new Jobs.KeptAnswer("manifest", BODY.getBytes(StandardCharsets.UTF_8)));
    }

    private void forget(long at) {
        new Retention(store, numbers, lake(), Clock.fixed(Instant.ofEpochSecond(at), ZoneOffset.UTC)).forgetWhatIsDue();
    }

    /** Numbers that a new answer would be held against. */
    private int compared() {
        int[] size = new int[1];
        long position = history.pending(new Submission("looking", "Universidade", "look", GONE * 2), released -> {
            size[0] = released.size();
            return new Passed(new byte[0], List.of());
        }).position();
        history.cancelled("looking", position);
        return size[0];
    }

    private long count(String from) {
        return store.transaction(connection -> {
            try (PreparedStatement query = NodeStore.prepared(connection, "SELECT COUNT(*) FROM " + from); ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Test
    void anAnswerIsKeptForItsPermitsLifeAndSomeTimeAfterIt() {
        answer("a", END, 1);
        forget(GONE - 1);
        assertThat(history.released("a", "question").orElseThrow().body()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thenItsBytesGoAndWhatItRestsOnStays() {
        answer("a", END, 1);
        answer("b", GONE * 2, 2);
        forget(GONE);
        assertThat(count("history WHERE permit = 'a' AND LENGTH(body) > 0")).isZero();
        assertThat(count("history WHERE permit = 'a' AND described IS NULL")).isEqualTo(1);
        assertThat(count("job")).as("orders that expired, though nobody fetched the answer").isZero();
        assertThat(history.released("b", "question").orElseThrow().body()).as("a permit that lasts").isNotEmpty();
        assertThat(compared()).as("the organisation still knows both").isEqualTo(2);
        assertThat(history.reviews().answers("universidade")).filteredOn(answer -> answer.permit().equals("a")).allMatch(answer -> answer.described().isEmpty());
    }

    @Test
    void whatItRestsOnGoesOnceNobodyReadsThosePseudonymsAnyMore() {
        answer("a", END, 1);
        answer("b", GONE + 100, 2);
        rotate();
        forget(GONE);
        assertThat(compared()).as("another permit still reads them").isEqualTo(2);
        forget(GONE + 100 + Retention.AFTER_END.toSeconds() + 1);
        assertThat(compared()).isZero();
        assertThat(count("pinned")).isZero();
        assertThat(count("history WHERE permit <> 'looking'")).isZero();
    }

    @Test
    void withoutARotationItStays() {
        answer("a", END, 1);
        forget(GONE * 2);
        assertThat(compared()).isEqualTo(1);
    }

    @Test
    void anEarlierReleasesPinOfUnknownEpochKeepsWhatMayBeComparedWithIt() {
        answer("a", END, 1);
        answer("b", GONE * 2, 2);
        store.change(connection -> NodeStore.update(connection, "UPDATE pinned SET epoch = NULL WHERE permit = 'b'"));
        rotate();
        forget(GONE);
        assertThat(compared()).isEqualTo(2);
    }
}
