package pt.arquipelago.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.history.Pins.Asking;
import pt.arquipelago.node.history.ReleasedNumbers.Reach;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeWriter;

/** Which version a permit reads, over a lake whose versions differ by their pseudonyms alone. */
class PinsTest {
    private static final long NOW = 1_000;

    @TempDir
    Path folder;
    private final List<String> keys = new ArrayList<>(List.of("key 0"));
    private NodeStore store;

    @BeforeEach
    void open() {
        load();
        store = NodeStore.open(folder.resolve("state"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private long load() {
        try (LakeWriter writer = LakeWriter.open(folder.resolve("lake"), Clock.systemUTC())) {
            return writer.publish(new LakeVersion.Pseudonyms("domain", keys)).number();
        }
    }

    private long rotate() {
        keys.add("key " + keys.size());
        return load();
    }

    private long pin(Reach reach, String permit, String applicant, long expires, boolean exact, Set<String> revoked) {
        return new Pins(store, reach, Lake.open(folder.resolve("lake"))).of(new Asking(permit, applicant, expires, exact), revoked, NOW).number();
    }

    private long pin(String permit, String applicant) {
        return pin(Reach.APPLICANT, permit, applicant, NOW + 10, true, Set.of());
    }

    @Test
    void aPermitKeepsTheVersionOfItsFirstQuestion() {
        assertThat(pin("a", "Universidade")).isEqualTo(1);
        load();
        rotate();
        assertThat(pin("a", "Universidade")).isEqualTo(1);
    }

    @Test
    void withoutARotationANewPermitReadsTheNewestVersion() {
        pin("a", "Universidade");
        assertThat(load()).isEqualTo(2);
        assertThat(pin("b", "Universidade")).isEqualTo(2);
    }

    @Test
    void afterOneItReadsTheNewestVersionOfTheEarlierPseudonymsWhileAPermitBesideItLasts() {
        pin("a", "Universidade");
        load();
        load();
        rotate();
        load();
        assertThat(pin("b", " universidade")).isEqualTo(3);
        assertThat(pin("c", "Instituto")).isEqualTo(5);
        rotate();
        assertThat(pin("d", "Universidade")).as("two rotations later").isEqualTo(3);
        assertThat(pin("e", "Instituto")).isEqualTo(5);
        assertThat(pin("f", "Hospital")).isEqualTo(6);
    }

    /** Else it would ask later, beside nobody's numbers. */
    @Test
    void aPermitThatOnlyAskedForACheckHoldsTheOthersToo() {
        pin("checked", "Universidade");
        rotate();
        assertThat(pin("b", "Universidade")).isEqualTo(pin("checked", "Universidade"));
    }

    @Test
    void aPermitThatEndedHoldsNobody() {
        pin(Reach.APPLICANT, "expired", "Universidade", NOW - 1, true, Set.of());
        pin("revoked", "Universidade");
        rotate();
        assertThat(pin(Reach.APPLICANT, "b", "Universidade", NOW + 10, true, Set.of("revoked"))).isEqualTo(2);
    }

    @Test
    void onItsLastSecondItStillDoes() {
        pin(Reach.APPLICANT, "a", "Universidade", NOW, true, Set.of());
        rotate();
        assertThat(pin("b", "Universidade")).isEqualTo(1);
    }

    @Test
    void noisyAnswersHoldNobodyAndAreNotHeld() {
        pin(Reach.APPLICANT, "noisy", "Universidade", NOW + 10, false, Set.of());
        rotate();
        assertThat(pin("b", "Universidade")).isEqualTo(2);
        rotate();
        assertThat(pin(Reach.APPLICANT, "c", "Universidade", NOW + 10, false, Set.of())).isEqualTo(3);
        assertThat(pin(Reach.APPLICANT, "noisy", "Universidade", NOW + 10, false, Set.of())).isEqualTo(1);
    }

    @Test
    void whereEveryQuestionStandsAloneNobodyIsHeld() {
        pin(Reach.NONE, "a", "Universidade", NOW + 10, true, Set.of());
        rotate();
        assertThat(pin(Reach.NONE, "b", "Universidade", NOW + 10, true, Set.of())).isEqualTo(2);
    }

    @Test
    void aPinThatATestMadeIsNone() {
        pin(Reach.NONE, "a", "Universidade", NOW + 10, true, Set.of());
        rotate();
        assertThat(pin("a", "Universidade")).isEqualTo(2);
    }

    @Test
    void ofSeveralEpochsNoVersionMeetsAll() {
        pin("a", "Universidade");
        rotate();
        pin("b", "Instituto");
        assertThatThrownBy(() -> pin(Reach.EVERYBODY, "c", "Hospital", NOW + 10, true, Set.of())).isInstanceOf(EpochsApartException.class);
        assertThat(pin(Reach.EVERYBODY, "a", "Universidade", NOW + 10, true, Set.of())).as("earlier permits go on").isEqualTo(1);
        assertThat(pin(Reach.EVERYBODY, "c", "Hospital", NOW + 10, true, Set.of("a"))).isEqualTo(2);
    }

    @Test
    void whatIsRefusedIsNotPinned() throws Exception {
        pin("a", "Universidade");
        rotate();
        Path version = folder.resolve("lake/_versions/1.json");
        byte[] before = Files.readAllBytes(version);
        Files.delete(version);
        assertThatThrownBy(() -> pin("b", "Universidade")).isInstanceOf(EpochsApartException.class);
        Files.write(version, before);
        assertThat(pin("b", "Universidade")).isEqualTo(1);
    }

    @Test
    void anEmptyLakeIsNoVersionToStayAt() {
        Lake empty = Lake.open(folder.resolve("other"));
        assertThat(new Pins(store, Reach.APPLICANT, empty).of(new Asking("a", "Universidade", NOW + 10, true), Set.of(), NOW).number()).isZero();
        assertThat(pin("a", "Universidade")).isEqualTo(1);
    }

    /** Neither whose pins they are nor their epoch was kept. */
    @Test
    void pinsOfAnEarlierReleaseHoldAsThoseOfThisOne() throws Exception {
        store.close();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("old/node").toAbsolutePath(), "node", ""); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE pinned (permit VARCHAR PRIMARY KEY, lake BIGINT NOT NULL, expires BIGINT NOT NULL)");
            statement.execute("CREATE TABLE history (permit VARCHAR NOT NULL, position BIGINT NOT NULL, question VARCHAR NOT NULL, state VARCHAR NOT NULL, body VARBINARY NOT NULL, "
                    + "expires BIGINT NOT NULL, applicant VARCHAR, numbers VARBINARY, PRIMARY KEY (permit, position))");
            statement.execute("INSERT INTO pinned VALUES ('answered', 1, 1010), ('refused', 1, 1010), ('cancelled', 1, 1010)");
            statement.execute("INSERT INTO history VALUES ('answered', 1, 'q', 'released', X'01', 1010, 'universidade', X'02'), ('cancelled', 1, 'q', 'cancelled', X'', 1010, 'instituto', NULL)");
        }
        store = NodeStore.open(folder.resolve("old"));
        rotate();
        assertThat(pin("b", "Universidade")).isEqualTo(1);
        assertThat(pin("c", "Instituto")).isEqualTo(2);
        assertThat(pin("cancelled", "Instituto")).as("it had no answer, so it begins anew beside the others").isEqualTo(2);
        assertThat(pin("refused", "Hospital")).isEqualTo(2);
        assertThat(pin("answered", "Universidade")).isEqualTo(1);
        store.close();
        store = NodeStore.open(folder.resolve("old"));
        assertThat(pin("d", "Instituto")).isEqualTo(2);
    }
}
