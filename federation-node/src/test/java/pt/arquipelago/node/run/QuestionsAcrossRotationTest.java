package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.node.run.NodeForTests.UNCHANGED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.ingest.Rotation;
import pt.arquipelago.node.keys.KeysCommand;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/** Questions before and after all persons got new pseudonyms: what left stays known to whoever got it, and so to the guard. */
@Tag("spark")
class QuestionsAcrossRotationTest {
    private static final String ALL = "SELECT count(DISTINCT person) AS n FROM stays";
    private static final String BUT_ONE = "SELECT count(DISTINCT person) AS n FROM stays WHERE NOT (region = 'Norte' AND days = 77)";
    private static final long BEFORE = 2;
    private static final long AFTER = 3;
    private static final NodeKey FIRST = NodeKey.generate(new SecureRandom());
    private static final NodeKey SECOND = NodeKey.generate(new SecureRandom());
    private static final KeyedDomain ROTATED = KeyedDomain.of("stays", List.of(FIRST, SECOND));

    @TempDir
    Path folder;
    private NodeForTests node;

    @BeforeEach
    void start() throws Exception {
        node = new NodeForTests(folder, lake -> {
            LakeForTests.write(lake, LakeForTests.withOneAlone("A"), 2);
            try (LakeWriter writer = LakeWriter.open(lake, Clock.systemUTC())) {
                writer.publish(new LakeVersion.Pseudonyms("stays", List.of(FIRST.fingerprint())));
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private void rotate() {
        LakeVersion version = new Rotation(node.lake(), "256MB", Clock.systemUTC(), List.of(), step -> { }).rotate(ROTATED);
        assertThat(version.number()).isEqualTo(AFTER);
        assertThat(version.epoch()).isEqualTo(1);
    }

    private ReleasedResult ask(String sql, String permit, Consumer<ObjectNode> change) {
        return node.answer(node.order(sql, UNCHANGED, json -> change.accept(json.put("jti", permit)))).orElseThrow();
    }

    private ReleasedResult ask(String sql, String permit) {
        return ask(sql, permit, UNCHANGED);
    }

    private static Consumer<ObjectNode> of(String organisation) {
        return permit -> permit.withObject("/applicant").put("organisation", organisation);
    }

    private static PartialCell cell(ReleasedResult answer) {
        assertThat(answer.outcome()).as("%s", answer.manifest().refusal()).isEqualTo(Outcome.RELEASED);
        return ArrowPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow())).rows().get(0).cells().get(0);
    }

    private static long version(ReleasedResult answer) {
        return answer.manifest().lake().orElseThrow().version();
    }

    @Test
    void aNewPermitOfTheOrganisationMeetsWhatLeftBeforeTheRotation() throws Exception {
        ReleasedResult first = ask(ALL, "permit-a");
        assertThat(cell(first)).isEqualTo(new Released(301L, 10));
        assertThat(first.manifest().lake().orElseThrow().held()).isEmpty();
        rotate();
        assertThat(cell(ask(BUT_ONE, "permit-b"))).isInstanceOf(PartialCell.Suppressed.class);
        node.restart();
        ReleasedResult late = ask(BUT_ONE.replace("AS n", "AS n, count(*) AS m"), "permit-c", of(" UNIVERSIDADE"));
        assertThat(cell(late)).as("after a restart").isInstanceOf(PartialCell.Suppressed.class);
        assertThat(version(late)).isEqualTo(BEFORE);
        assertThat(late.manifest().lake().orElseThrow().held()).as("it says that there are newer data").contains(true);
        assertThat(cell(ask(BUT_ONE, "permit-a"))).as("under the permit itself").isInstanceOf(PartialCell.Suppressed.class);
        assertThat(cell(ask(ALL, "permit-b"))).as("what left may leave again").isEqualTo(new Released(301L, 10));
    }

    @Test
    void anotherOrganisationReadsTheNewPseudonyms() {
        ask(ALL, "permit-a");
        rotate();
        ReleasedResult other = ask(BUT_ONE, "permit-b", of("Instituto"));
        assertThat(version(other)).isEqualTo(AFTER);
        assertThat(other.manifest().lake().orElseThrow().held()).isEmpty();
        assertThat(cell(other)).isEqualTo(new Released(300L, 10));
        assertThat(cell(ask(ALL, "permit-c", of("Instituto")))).as("its own history begins there").isInstanceOf(PartialCell.Suppressed.class);
    }

    @Test
    void whereEverybodysAnswersMeetAnotherOrganisationStaysBesideThemToo() throws Exception {
        node.close();
        node.startForEverybody();
        ask(ALL, "permit-a");
        rotate();
        ReleasedResult other = ask(BUT_ONE, "permit-b", of("Instituto"));
        assertThat(version(other)).isEqualTo(BEFORE);
        assertThat(cell(other)).isInstanceOf(PartialCell.Suppressed.class);
    }

    @Test
    void onceTheEarlierPermitsEndedANewOneReadsTheNewPseudonyms() {
        ask(ALL, "permit-a");
        rotate();
        node.clock.advance(99_000);
        node.status(List.of(), List.of());
        assertThat(version(ask(BUT_ONE, "permit-b", permit -> permit.put("exp", node.now() + 3_000)))).isEqualTo(BEFORE);
        node.clock.advance(2_000);
        node.status(List.of(), List.of());
        assertThat(version(ask(ALL, "permit-c"))).as("one of them lasts").isEqualTo(BEFORE);
        node.clock.advance(101_000);
        node.status(List.of(), List.of());
        assertThat(version(ask(ALL, "permit-d"))).isEqualTo(AFTER);
    }

    @Test
    void whereNoVersionWithThosePseudonymsIsLeftItIsRefused() throws Exception {
        ask(ALL, "permit-a");
        rotate();
        for (long gone = 1; gone <= BEFORE; gone++) {
            Files.delete(node.lake().resolve("_versions").resolve(gone + ".json"));
        }
        ReleasedResult refused = ask(BUT_ONE, "permit-b");
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.manifest().refusal().orElseThrow().code()).isEqualTo("permit.earlier-pseudonyms");
        node.status(List.of("permit-a"), List.of());
        assertThat(version(ask(BUT_ONE, "permit-b"))).as("once that permit is revoked").isEqualTo(AFTER);
    }

    @Test
    void whoOptedOutSinceIsLeftOutOfTheEarlierVersion() {
        ask("SELECT sum(days) AS d FROM stays", "permit-a");
        rotate();
        long person = 17;
        try (LakeWriter lake = LakeWriter.open(node.lake(), node.clock)) {
            lake.optOuts().optOut(List.of(new long[] {person, ROTATED.newestStep().next(person)}), node.clock.instant());
        }
        node.clock.advance(10_000);
        node.status(List.of(), List.of());
        ReleasedResult answer = ask(ALL, "permit-b");
        assertThat(version(answer)).isEqualTo(BEFORE);
        assertThat(cell(answer)).isEqualTo(new Released(300L, 10));
        assertThat(Lake.open(node.lake()).optOuts().at(1, node.clock.instant())).isEqualTo(Set.of(ROTATED.newestStep().next(person)));
    }

    /** So that nobody at the institution wonders why new data do not show. */
    @Test
    void whoRotatesIsToldWhoStays() throws Exception {
        KeystoreCustodian.create(folder.resolve("first.p12"), "correct horse".toCharArray(), FIRST);
        Files.writeString(folder.resolve("ingest.yaml"), "node: uls-coimbra\ndomain: stays\nlake: lake\nquarantine: quarantine\nmemory: 256MB\nkey: {keystore: first.p12, password_env: PASSWORD}\n");
        Files.writeString(folder.resolve("node.yaml"), "node: uls-coimbra\nname: ULS\nlake: lake\nstate: state\n");
        ask(ALL, "permit-a");
        ask(ALL, "permit-ended", of("Instituto").andThen(permit -> permit.put("exp", node.now() + 10)));
        node.clock.advance(20);
        String until = "permit permit-a, Universidade: lake version 2, until " + node.clock.instant().plusSeconds(100_000 - 20);
        assertThat(keysRotate()).contains("epoch 1", until).doesNotContain("Instituto", "permit-ended", "permit-b");
        ask(ALL, "permit-b", of("Hospital"));
        assertThat(keysRotate()).contains("epoch 2", until, "permit permit-b, Hospital: lake version 3");
        node.clock.advance(200_000);
        assertThat(keysRotate()).contains("epoch 3", "no permit stays");
    }

    private String keysRotate() {
        StringWriter said = new StringWriter();
        CommandLine keys = KeysCommand.commandLine(Map.of("PASSWORD", "correct horse"), new SecureRandom(), node.clock);
        keys.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        assertThat(keys.execute("rotate", "--config", folder.resolve("ingest.yaml").toString(), "--node", folder.resolve("node.yaml").toString())).as(said.toString()).isZero();
        return said.toString();
    }
}
