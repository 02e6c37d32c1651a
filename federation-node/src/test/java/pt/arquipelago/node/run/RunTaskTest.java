package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static pt.arquipelago.node.run.NodeForTests.QUESTION;
import static pt.arquipelago.node.run.NodeForTests.UNCHANGED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.audit.AuditUnavailableException;
import pt.arquipelago.node.audit.FullDevice;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Outcome;

@Tag("spark")
class RunTaskTest {
    private static final String OTHER = "SELECT diagnosis, count(*) AS n FROM stays GROUP BY diagnosis";

    @TempDir
    private Path folder;

    private NodeForTests node;

    @BeforeEach
    void start() throws Exception {
        node = new NodeForTests(folder);
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    @Test
    void answersAnApprovedQuestionWithAPartialTableAndAManifest() {
        ReleasedResult answer = node.ask(QUESTION);

        assertThat(answer.manifest().refusal()).isEmpty();
        assertThat(answer.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(answer.manifest().bundles()).hasSize(1);
        assertThat(answer.manifest().lake().orElseThrow().tables()).containsOnlyKeys(LakeForTests.TABLE);
        assertThat(answer.manifest().audit().size()).isEqualTo(1);
        Map<String, List<Stay>> regions = LakeForTests.random(300, 1).stream().collect(Collectors.groupingBy(Stay::region));
        PartialTable table = table(answer);
        assertThat(table.rows()).hasSize(3);
        for (PartialRow row : table.rows()) {
            List<Stay> stays = regions.get((String) row.keys().get(0));
            List<Object> values = row.cells().stream().map(cell -> cell instanceof Released released ? released.value() : null).toList();
            assertThat(values).contains((long) stays.size(), stays.stream().map(Stay::person).distinct().count(), stays.stream().mapToLong(Stay::days).sum());
        }
    }

    @Test
    void aCheckReadsNothingAndReleasesNothing() throws Exception {
        deleteParquetLater();
        ReleasedResult answer = node.ask(order -> order.put("mode", "check"), UNCHANGED);

        assertThat(answer.outcome()).isEqualTo(Outcome.CHECKED);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.manifest().query()).isPresent();
    }

    @Test
    void aTableOfASmallPopulationAsksForMorePersonsThanPermitAndInstitution() throws Exception {
        String byDiagnosis = "SELECT region, diagnosis, count(*) AS n FROM stays GROUP BY region, diagnosis";
        assertThat(table(node.ask(byDiagnosis)).rows()).hasSize(12);
        try (NodeForTests small = new NodeForTests(Files.createDirectory(folder.resolve("small")), lake -> LakeForTests.write(lake, LakeForTests.random(300, 1), 1, 80))) {
            ReleasedResult answer = small.ask(byDiagnosis);
            assertThat(answer.manifest().thresholds().orElseThrow().persons()).isEqualTo(80);
            assertThat(table(answer).rows()).isEmpty();
            assertThat(table(small.ask(QUESTION)).rows()).hasSize(3);
        }
    }

    @Test
    void rowsOfFewAreAbsent() {
        ReleasedResult answer = node.ask("SELECT region, count(*) AS n FROM stays WHERE diagnosis = 'A' AND day = DATE'2024-03-03' GROUP BY region");

        assertThat(answer.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(table(answer).rows()).isEmpty();
    }

    @Test
    void theSameQuestionGetsTheSameBytesAndIsNotComputedAgain() throws Exception {
        ReleasedResult first = node.ask(QUESTION);
        deleteParquet();

        ReleasedResult again = node.ask(QUESTION + " ");
        assertThat(again.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.manifest().history()).isEqualTo(first.manifest().history());
        assertThat(again.manifest().audit().size()).isEqualTo(2);
    }

    @Test
    void theSameQuestionGetsTheSameBytesAfterARestart() throws Exception {
        ReleasedResult first = node.ask(QUESTION);
        node.restart();
        assertThat(node.ask(QUESTION).bytes()).isEqualTo(first.bytes());
    }

    @Test
    void aPermitStaysWithTheLakeVersionOfItsFirstQuestion() throws Exception {
        ReleasedResult first = node.ask("SELECT sum(days) AS days FROM stays WHERE region = 'Norte'");
        LakeForTests.write(node.lake(), LakeForTests.random(500, 2), 2);

        ReleasedResult other = node.ask(OTHER);

        assertThat(other.manifest().lake().orElseThrow().version()).isEqualTo(first.manifest().lake().orElseThrow().version());
        long rows = table(other).rows().stream().mapToLong(row -> (Long) ((Released) row.cells().get(0)).value()).sum();
        assertThat(rows).isEqualTo(LakeForTests.random(300, 1).size());
    }

    @Test
    void theSameOrderGetsTheKeptAnswerAlsoAfterARestart() throws Exception {
        String order = node.order(QUESTION, UNCHANGED, UNCHANGED);
        ReleasedResult first = node.answer(order).orElseThrow();

        ReleasedResult second = node.answer(order).orElseThrow();
        node.restart();
        ReleasedResult third = node.answer(order).orElseThrow();

        assertThat(second.signedManifest()).isEqualTo(first.signedManifest());
        assertThat(third.signedManifest()).isEqualTo(first.signedManifest());
        assertThat(third.bytes()).isEqualTo(first.bytes());
        assertThat(node.node().audit().head().size()).isEqualTo(1);
    }

    @Test
    void aKeptAnswerIsNotGivenOutAfterRevocation() {
        String order = node.order(QUESTION, UNCHANGED, UNCHANGED);
        node.answer(order);
        node.status(List.of("permit-1"), List.of());

        assertThat(code(node.answer(order).orElseThrow())).isEqualTo("permit.revoked");
        assertThat(node.node().runTask().unacknowledged()).isEmpty();
    }

    @Test
    void aKnownIdWithOtherBytesIsRefusedAndTheFirstAnswerStays() {
        String order = node.order(QUESTION, json -> json.put("jti", "one"), UNCHANGED);
        ReleasedResult first = node.answer(order).orElseThrow();
        String other = node.order(OTHER, json -> json.put("jti", "one"), UNCHANGED);

        assertThat(code(node.answer(other).orElseThrow())).isEqualTo("order.replayed");
        assertThat(node.answer(order).orElseThrow().signedManifest()).isEqualTo(first.signedManifest());
    }

    @Test
    void anOrderThatWasCutShortEndsAsFailedAndIsNotRunAgain() throws Exception {
        String order = node.order(QUESTION, json -> json.put("jti", "cut-short"), UNCHANGED);
        node.node().jobs().begin("cut-short", pt.arquipelago.policies.signature.CanonicalJson.digest(order), order, node.now() + 600);
        assertThat(node.answer(order)).as("in progress").isEmpty();
        node.restart();

        assertThat(node.node().runTask().unacknowledged()).singleElement().satisfies(answer -> {
            assertThat(answer.order()).isEqualTo("cut-short");
            assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(code(answer)).isEqualTo("node.interrupted");
        });
        assertThat(code(node.answer(order).orElseThrow())).isEqualTo("node.interrupted");
    }

    @Test
    void aCancelledTaskFailsAsCancelled() {
        ReleasedResult answer = node.node().runTask().answer(node.order(QUESTION, UNCHANGED, UNCHANGED), (id, stage) -> {
            if (stage == Progress.Stage.EXECUTING) {
                node.node().runTask().cancel(id);
            }
        }).orElseThrow();

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(code(answer)).isEqualTo("node.cancelled");
    }

    @Test
    void whatFailsSaysACorrelationAndNoData() throws Exception {
        node.ask(QUESTION);
        deleteParquet();
        ReleasedResult answer = node.ask(OTHER);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(code(answer)).isEqualTo("node.failed");
        assertThat(answer.manifest().refusal().orElseThrow().message()).contains("correlation").doesNotContain(folder.toString());
    }

    @Test
    void everyAnswerStandsInTheAuditLogAndNoValueDoes() throws Exception {
        node.ask(QUESTION);
        node.ask("SELECT region FROM stays");

        List<String> lines = Files.readAllLines(node.state().resolve("audit").resolve("log.jsonl"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"outcome\":\"released\"", "\"user\":\"ana\"", "53(1)(e)", "partial_digest").doesNotContain("Norte");
        assertThat(lines.get(1)).contains("\"outcome\":\"refused\"", "\"refusal\":\"gate.");
    }

    @Test
    void nothingLeavesWhenTheAuditLogCannotBeWritten() throws Exception {
        assumeTrue(Files.exists(FullDevice.DEVICE), "not run: this system has no /dev/full");
        node.close();
        node.start(FullDevice.log(folder, node.nodeKey, node.clock));

        assertThatThrownBy(() -> node.ask(QUESTION)).isInstanceOf(AuditUnavailableException.class);
        assertThatThrownBy(() -> node.ask("SELECT region FROM stays")).isInstanceOf(AuditUnavailableException.class);
        assertThat(node.node().runTask().unacknowledged()).isEmpty();
    }

    private static String code(ReleasedResult answer) {
        return answer.manifest().refusal().orElseThrow().code();
    }

    private static PartialTable table(ReleasedResult answer) {
        return ArrowPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow()));
    }

    /** The relations are built first, for which Spark looks whether the files are there. */
    private void deleteParquetLater() throws Exception {
        node.ask(order -> order.put("mode", "check"), UNCHANGED);
        deleteParquet();
    }

    private void deleteParquet() throws Exception {
        try (var files = Files.walk(node.lake())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }
    }
}
