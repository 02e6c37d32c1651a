package pt.arquipelago.node.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.policies.permit.ApplicantKind;
import pt.arquipelago.policies.permit.Basis;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.Permit.PermittedDataset;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.permit.StatusList;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.signature.TrustedKeys;

/** A node over a small lake, with the keys of the access body that it trusts, and a clock that can be moved. */
final class NodeForTests implements AutoCloseable {
    static final String NODE = "uls-coimbra";
    static final String QUESTION = "SELECT region, count(*) AS stays, count(DISTINCT person) AS persons, sum(days) AS days FROM stays GROUP BY region";
    static final Consumer<ObjectNode> UNCHANGED = json -> { };

    final SigningKey permitKey = SigningKey.generate();
    final SigningKey orderKey = SigningKey.generate();
    final SigningKey statusKey = SigningKey.generate();
    final SigningKey nodeKey = SigningKey.generate();
    final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Path folder;
    private NodeSettings.HistorySettings history = NodeSettings.HistorySettings.DEFAULT;
    private NodeSettings.PolicySettings policy = new NodeSettings.PolicySettings(NodeSettings.PolicyEngine.EMBEDDED, Optional.empty(), Optional.empty());
    private NodeSettings.ReviewSettings review = NodeSettings.ReviewSettings.NOBODY;
    private FederationNode node;

    NodeForTests(Path folder) throws IOException {
        this(folder, LakeForTests::copyTo);
    }

    /** Over a lake that the caller makes in the folder {@code lake}. */
    NodeForTests(Path folder, LakeMaker lake) throws IOException {
        this.folder = folder;
        lake.makeIn(folder.resolve("lake"));
        start();
    }

    /** With policies of the institution's own. */
    NodeForTests(Path folder, NodeSettings.PolicySettings policy) throws IOException {
        this.folder = folder;
        this.policy = policy;
        if (!java.nio.file.Files.exists(lake())) {
            LakeForTests.copyTo(lake());
        }
        start();
    }

    interface LakeMaker {
        void makeIn(Path lake) throws IOException;
    }

    void start() {
        node = FederationNode.open(settings(), trust(), SparkForTests.spark(), clock);
        status(List.of(), List.of());
    }

    /** With an audit log of the test's own. */
    void start(AuditLog audit) {
        node = FederationNode.open(settings(), trust(), SparkForTests.spark(), clock, audit);
        status(List.of(), List.of());
    }

    /** As `run` opens it: with a history of its own, or without one. */
    void startAsRun(Optional<Path> file) {
        FederationNode.Trust trust = new FederationNode.Trust(trust().permits(), trust().orders(), trust().statuses(), nodeKey, Optional.empty(), true);
        node = file.map(each -> FederationNode.openWithHistory(settings(), trust, SparkForTests.spark(), clock, each))
                .orElseGet(() -> FederationNode.open(settings(), trust, SparkForTests.spark(), clock));
        status(List.of(), List.of());
    }

    /** With so many answers for a permit. */
    void start(int questionsPerPermit) {
        history = new NodeSettings.HistorySettings(NodeSettings.HistoryReach.APPLICANT, questionsPerPermit);
        start();
    }

    /** Whose answers are held against all others' from now on. */
    void startForEverybody() {
        history = new NodeSettings.HistorySettings(NodeSettings.HistoryReach.EVERYBODY, 500);
        start();
    }

    /** With persons who may release what is too close. */
    void start(List<String> checkers) {
        review = new NodeSettings.ReviewSettings(Optional.empty(), checkers.stream().map(name -> new NodeSettings.Checker(name, pt.arquipelago.node.review.Sessions.digest("token of " + name))).toList());
        start();
    }

    void restart() throws Exception {
        node.close();
        start();
    }

    FederationNode node() {
        return node;
    }

    Path state() {
        return folder.resolve("state");
    }

    Path lake() {
        return folder.resolve("lake");
    }

    Optional<ReleasedResult> answer(String order) {
        return node.runTask().answer(order, Progress.SILENT);
    }

    ReleasedResult ask(String sql) {
        return answer(order(sql, UNCHANGED, UNCHANGED)).orElseThrow();
    }

    /** With changes to the order's and the permit's JSON before they are signed. */
    ReleasedResult ask(Consumer<ObjectNode> order, Consumer<ObjectNode> permit) {
        return answer(order(QUESTION, order, permit)).orElseThrow();
    }

    String order(String sql, Consumer<ObjectNode> order, Consumer<ObjectNode> permit) {
        long now = now();
        Question question = Question.of(sql);
        ObjectNode json = StrictJson.write(new TaskOrder("hdab", NODE, UUID.randomUUID().toString(), now, now + 600, "task-1", permit(permit), question, question.digest(), "ana",
                AggregateQuery.VERSION, OrderMode.RUN));
        order.accept(json);
        return Jws.sign(orderKey, MessageType.ORDER, json);
    }

    String permit(Consumer<ObjectNode> change) {
        long now = now();
        ObjectNode json = StrictJson.write(new Permit("hdab", "permit-1", now - 1000, now - 1000, now + 100_000, Basis.ART68, ReleaseMode.REVIEWED,
                new Permit.Purpose("53(1)(e)", "Research on stays"), new Permit.Applicant("Universidade", ApplicantKind.PUBLIC),
                List.of(new Permit.Person("ana", "Ana", "researcher")),
                List.of(new PermittedDataset("https://catalogo.example/datasets/uls-coimbra/source_stays", NODE, LakeForTests.TABLE, List.of("region", "diagnosis", "day", "days"))),
                List.of(), List.of("sql"), Thresholds.DEFAULT, List.of(), Optional.empty(), Optional.empty()));
        change.accept(json);
        return Jws.sign(permitKey, MessageType.PERMIT, json);
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    String statusList(List<String> revoked, List<String> suspended) {
        return Jws.sign(statusKey, MessageType.STATUS, new StatusList("hdab", now(), now() + 600, revoked, suspended));
    }

    void status(List<String> revoked, List<String> suspended) {
        node.statuses().accept(statusList(revoked, suspended));
    }

    private FederationNode.Trust trust() {
        return new FederationNode.Trust(TrustedKeys.of(permitKey.verificationKey()), TrustedKeys.of(orderKey.verificationKey()),
                TrustedKeys.of(statusKey.verificationKey()), nodeKey, Optional.empty(), false);
    }

    private NodeSettings settings() {
        return new NodeSettings(NODE, "ULS de Coimbra", folder.resolve("lake"), state(), Optional.empty(), Optional.empty(), Optional.empty(),
                new NodeSettings.ThresholdSettings(10, 3), history, policy,
                new NodeSettings.SparkSettings("local[2]", Optional.empty()), Optional.empty(), Optional.empty(), Optional.empty(), 120,
                NodeSettings.NoiseSettings.DEFAULT, review);
    }

    @Override
    public void close() throws Exception {
        node.close();
    }

    /** Stands still until it is moved. */
    static final class MovableClock extends Clock {
        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        void advance(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
