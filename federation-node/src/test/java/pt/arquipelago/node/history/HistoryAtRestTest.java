package pt.arquipelago.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.Guard;
import pt.arquipelago.analysis.guard.GuardedRow;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.analysis.guard.NumberForm;
import pt.arquipelago.analysis.guard.Sketch;
import pt.arquipelago.analysis.guard.TableForm;
import pt.arquipelago.node.history.History.Passed;
import pt.arquipelago.node.history.History.Submission;
import pt.arquipelago.node.history.ReleasedNumbers.Reach;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.SigningKey;

/** What the history keeps of what the released numbers rest on: unreadable, bound to its place, and whole after a restart. */
class HistoryAtRestTest {
    private static final String FORM = "sha256:a form that nobody should read";

    @TempDir
    Path folder;
    private final SigningKey key = SigningKey.generate();

    private static GuardedValue value(String form, long seed) {
        long[] cells = new long[Fingerprint.CELLS];
        Arrays.setAll(cells, i -> seed * 0x9E3779B97F4A7C15L + i);
        return new GuardedValue(form, Fingerprint.of(cells));
    }

    private History history(NodeStore store, SigningKey with, Reach reach) {
        HistorySecret secret = HistorySecret.of(store, with, Optional.empty());
        return new History(store, new ReleasedNumbers(secret, reach), new NoiseAccount(secret, reach != Reach.NONE), 500);
    }

    private static long enter(History history, String permit, String applicant, GuardedValue value) {
        return history.pending(new Submission(permit, applicant, "the question of " + permit, 2_000_000_000L),
                released -> new Passed(new byte[] {1}, released.enter(List.of(value)))).position();
    }

    private static int size(History history, String applicant) {
        int[] size = new int[1];
        long position = history.pending(new Submission("looking", applicant, "look", 2_000_000_000L), released -> {
            size[0] = released.size();
            return new Passed(new byte[0], List.of());
        }).position();
        history.cancelled("looking", position);
        return size[0];
    }

    @Test
    void isUnreadableAndThereAgainAfterARestart() throws Exception {
        try (NodeStore store = NodeStore.open(folder)) {
            enter(history(store, key, Reach.APPLICANT), "permit-1", "Universidade", value(FORM, 1));
        }
        String bytes = Files.readString(folder.resolve("node.mv.db"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("permit-1").doesNotContain(FORM.substring(8));
        try (NodeStore store = NodeStore.open(folder)) {
            assertThat(size(history(store, key, Reach.APPLICANT), "universidade ")).isEqualTo(1);
            assertThat(size(history(store, key, Reach.APPLICANT), "Instituto")).isZero();
            assertThat(size(history(store, key, Reach.EVERYBODY), "Instituto")).isEqualTo(1);
            assertThat(size(history(store, key, Reach.NONE), "Universidade")).isZero();
        }
    }

    private static GuardedValue sketched(int number) {
        Random random = new Random(number);
        int[] cells = new int[Sketch.CELLS];
        for (int person = 0; person < 500; person++) {
            cells[random.nextInt(Sketch.CELLS)] += 1 + random.nextInt(Sketch.PRIME - 1);
        }
        Fingerprint fingerprint = value(FORM, number).basis().whole().with(Sketch.of(cells));
        return new GuardedValue(new NumberForm("PERSONS", "form " + number, "form " + number), Basis.of(fingerprint));
    }

    private static byte[] solved(History history, int[] dimensions) {
        byte[][] solved = new byte[1][];
        long position = history.pending(new Submission("looking", "Universidade", "look", 2_000_000_000L), released -> {
            solved[0] = released.solved();
            dimensions[0] = released.dimensions();
            return new Passed(new byte[0], List.of());
        }).position();
        history.cancelled("looking", position);
        return solved[0];
    }

    /** Solving some thousand equations at each start would take seconds. */
    @Test
    void whatCanBeWorkedOutIsSolvedOnceAndThereAfterARestart() throws Exception {
        byte[] before;
        int[] dimensions = new int[1];
        try (NodeStore store = NodeStore.open(folder)) {
            History history = history(store, key, Reach.APPLICANT);
            for (int permit = 0; permit < 5; permit++) {
                List<GuardedValue> values = IntStream.range(60 * permit, 60 * permit + 60).mapToObj(HistoryAtRestTest::sketched).toList();
                history.pending(new Submission("permit-" + permit, "Universidade", "q", 2_000_000_000L), released -> new Passed(new byte[] {1}, released.enter(values)));
            }
            before = solved(history, dimensions);
            assertThat(dimensions[0]).isEqualTo(300);
            assertThat(store.<Integer>transaction(HistoryAtRestTest::kept)).as("kept while it grew").isEqualTo(1);
        }
        try (NodeStore store = NodeStore.open(folder)) {
            assertThat(Arrays.equals(solved(history(store, key, Reach.APPLICANT), dimensions), before)).as("%d dimensions", dimensions[0]).isTrue();
            History history = history(store, key, Reach.APPLICANT);
            history.cancelled("permit-0", 1);
            solved(history, dimensions);
            assertThat(dimensions[0]).as("without what did not leave").isEqualTo(240);
        }
    }

    private static int kept(java.sql.Connection connection) throws java.sql.SQLException {
        try (var query = NodeStore.prepared(connection, "SELECT COUNT(*) FROM solved"); var row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void cannotBeOpenedWithAnotherKey() {
        try (NodeStore store = NodeStore.open(folder)) {
            enter(history(store, key, Reach.APPLICANT), "permit-1", "Universidade", value(FORM, 1));
            assertThatThrownBy(() -> HistorySecret.of(store, SigningKey.generate(), Optional.of(SigningKey.generate()))).isInstanceOf(OperatorException.class)
                    .hasMessageContaining("another signing key");
        }
    }

    @Test
    void aNewSigningKeyTakesTheHistoryOver() {
        SigningKey next = SigningKey.generate();
        try (NodeStore store = NodeStore.open(folder)) {
            enter(history(store, key, Reach.APPLICANT), "permit-1", "Universidade", value(FORM, 1));
            byte[] marks = HistorySecret.of(store, key, Optional.empty()).derived("marks");
            assertThat(HistorySecret.of(store, next, Optional.of(key)).derived("marks")).as("persons keep their marks").isEqualTo(marks);
        }
        try (NodeStore store = NodeStore.open(folder)) {
            assertThat(size(history(store, next, Reach.APPLICANT), "Universidade")).isEqualTo(1);
            assertThatThrownBy(() -> HistorySecret.of(store, key, Optional.empty())).as("the key before opens nothing any more").isInstanceOf(OperatorException.class);
        }
    }

    @Test
    void aNumberWithMissingValuesComesBackAsItWas() {
        GuardedValue some = new GuardedValue(new NumberForm("PERSONS", "whole", "exact"), new Basis(value("", 1).basis().whole(), value("", 2).basis().exact()));
        try (NodeStore store = NodeStore.open(folder)) {
            enter(history(store, key, Reach.APPLICANT), "permit-1", "Universidade", some);
            enter(history(store, key, Reach.APPLICANT), "permit-1", "Universidade", value("plain", 3));
        }
        try (NodeStore store = NodeStore.open(folder)) {
            History history = history(store, key, Reach.APPLICANT);
            assertThat(size(history, "Universidade")).isEqualTo(2);
            Guard.Verdict[] verdict = new Guard.Verdict[1];
            history.pending(new Submission("permit-2", "Universidade", "again", 2_000_000_000L), released -> {
                verdict[0] = new Guard(released, 100).decide(new Named(some.form()), List.of(new GuardedRow(List.of(), List.of(Optional.of(List.of(some.basis()))))), 10);
                return new Passed(new byte[0], verdict[0].entered());
            });
            assertThat(verdict[0].isTooClose(0, 0)).isFalse();
            assertThat(verdict[0].entered()).as("it is known").isEmpty();
        }
    }

    private record Named(NumberForm form) implements TableForm {
        @Override
        public int keys() {
            return 0;
        }

        @Override
        public Optional<Set<Object>> closed(int key) {
            return Optional.empty();
        }

        @Override
        public NumberForm form(int term, int part, List<Integer> keys, List<Object> values) {
            return form;
        }

        @Override
        public boolean adds(int term) {
            return true;
        }
    }

    @Test
    void cannotBeMovedToAnotherPlace() {
        try (NodeStore store = NodeStore.open(folder)) {
            History history = history(store, key, Reach.APPLICANT);
            enter(history, "permit-1", "Universidade", value("a", 1));
            store.change(connection -> NodeStore.update(connection, "UPDATE history SET position = 7"));
            assertThatThrownBy(() -> size(history(store, key, Reach.APPLICANT), "Universidade")).isInstanceOf(IllegalStateException.class).hasMessageContaining("changed outside");
        }
    }

    @Test
    void whatWasCancelledIsForgotten() {
        try (NodeStore store = NodeStore.open(folder)) {
            History history = history(store, key, Reach.APPLICANT);
            long position = enter(history, "permit-1", "Universidade", value("a", 1));
            enter(history, "permit-2", "Universidade", value("b", 2));
            history.cancelled("permit-1", position);
            assertThat(size(history, "Universidade")).isEqualTo(1);
            history.cancelPending();
            assertThat(size(history(store, key, Reach.APPLICANT), "Universidade")).isZero();
        }
    }

    @Test
    void aCheckThatFailsLeavesNothingBehind() {
        try (NodeStore store = NodeStore.open(folder)) {
            History history = history(store, key, Reach.APPLICANT);
            assertThatThrownBy(() -> history.pending(new Submission("permit-1", "Universidade", "q", 1), released -> {
                released.enter(List.of(value("a", 1)));
                throw new IllegalStateException("cut short");
            })).hasMessage("cut short");
            assertThat(size(history, "Universidade")).isZero();
        }
    }
}
