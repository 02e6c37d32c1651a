package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.execution.Execution;
import pt.arquipelago.node.execution.LakeRelations;
import pt.arquipelago.node.execution.NodeSpark;
import pt.arquipelago.node.execution.PersonMarks;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.history.History;
import pt.arquipelago.node.history.HistorySecret;
import pt.arquipelago.node.history.Jobs;
import pt.arquipelago.node.history.NodeStore;
import pt.arquipelago.node.history.NoiseAccount;
import pt.arquipelago.node.history.Pins;
import pt.arquipelago.node.history.ReleasedNumbers;
import pt.arquipelago.node.history.Retention;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.policy.AccessBodyPolicy;
import pt.arquipelago.node.policy.NodePolicies;
import pt.arquipelago.node.policy.PublishedDeclarations;
import pt.arquipelago.node.release.Release;
import pt.arquipelago.node.review.CheckersDesk;
import pt.arquipelago.node.settings.KeystoreSetting;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.NodeSettings.AccessBody;
import pt.arquipelago.node.settings.NodeSettings.HistoryReach;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.DecisionInput.HolderTerms;
import pt.arquipelago.policies.permit.OrderVerifier;
import pt.arquipelago.policies.permit.PermitVerifier;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.permit.StatusVerifier;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.signature.VerificationKey;

/** A node put together by hand: the one place that knows which part needs which. */
public final class FederationNode implements AutoCloseable {
    private final RunTask runTask;
    private final StatusLists statuses;
    private final AuditLog audit;
    private final AccessBodyPolicy accessBodyPolicy;
    private final Jobs jobs;
    private final NodeSpark spark;
    private final QuestionGate gate;
    private final Execution execution;
    private final CheckersDesk checkers;
    private final Retention retention;
    private final List<AutoCloseable> owned;

    /**
     * Whom this node believes.
     *
     * @param permits keys that sign permits; {@code orders} and {@code statuses} likewise
     * @param own the node's own key, for manifests and heads
     * @param earlier the key before it, if the history may still be written under that
     * @param test whether permits and orders are signed by a test key
     */
    public record Trust(TrustedKeys permits, TrustedKeys orders, TrustedKeys statuses, SigningKey own, Optional<SigningKey> earlier, boolean test) {
        public Trust {
            requireNonNull(permits, "permits is null");
            requireNonNull(orders, "orders is null");
            requireNonNull(statuses, "statuses is null");
            requireNonNull(own, "own is null");
            requireNonNull(earlier, "earlier is null");
        }

        /** Of a node of a federation: three keys of the access body, one of its own. */
        static Trust of(NodeSettings settings, Map<String, String> environment) {
            AccessBody body = settings.accessBody().orElseThrow(() -> new OperatorException("Key 'access_body' is missing in node.yaml: a node answers to one access body."));
            KeystoreSetting own = settings.signingKey().orElseThrow(() -> new OperatorException("Key 'signing_key' is missing in node.yaml: the node signs what it sends."));
            return new Trust(TrustedKeys.of(jwk(body.permitKey())), TrustedKeys.of(jwk(body.orderKey())), TrustedKeys.of(jwk(body.statusKey())), key(own, environment),
                    settings.history().earlierSigningKey().map(before -> key(before, environment)), false);
        }

        /** Keys that sign permits and the access body's rules; none where the settings name no access body. */
        static TrustedKeys permits(NodeSettings settings) {
            return TrustedKeys.of(settings.accessBody().map(body -> List.of(jwk(body.permitKey()))).orElse(List.of()));
        }

        /** Of `run`: the test key signs orders and status list, and permits beside those of the access body. */
        static Trust ofTest(NodeSettings settings, SigningKey issuer) {
            List<VerificationKey> permits = new ArrayList<>(List.of(issuer.verificationKey()));
            settings.accessBody().ifPresent(body -> permits.add(jwk(body.permitKey())));
            TrustedKeys test = TrustedKeys.of(issuer.verificationKey());
            return new Trust(TrustedKeys.of(permits), test, test, issuer, Optional.empty(), true);
        }
    }

    private FederationNode(RunTask runTask, StatusLists statuses, AuditLog audit, AccessBodyPolicy accessBodyPolicy, Jobs jobs, NodeSpark spark, QuestionGate gate, Execution execution, CheckersDesk checkers, Retention retention,
            List<AutoCloseable> owned) {
        this.checkers = checkers;
        this.retention = retention;
        this.runTask = runTask;
        this.statuses = statuses;
        this.audit = audit;
        this.accessBodyPolicy = accessBodyPolicy;
        this.jobs = jobs;
        this.spark = spark;
        this.gate = gate;
        this.execution = execution;
        this.owned = owned;
    }

    /** Opens state and audit log first: a node that cannot write them does not start. Spark is the caller's. */
    public static FederationNode open(NodeSettings settings, Trust trust, NodeSpark spark, Clock clock) {
        AuditLog audit = AuditLog.open(settings.state().resolve("audit"), settings.node(), trust.own(), clock);
        return open(settings, trust, spark, clock, audit);
    }

    static FederationNode open(NodeSettings settings, Trust trust, NodeSpark spark, Clock clock, AuditLog audit) {
        NodeStore store = NodeStore.open(settings.state());
        ReleasedNumbers.Reach reach = settings.history().reach() == HistoryReach.EVERYBODY ? ReleasedNumbers.Reach.EVERYBODY : ReleasedNumbers.Reach.APPLICANT;
        return trust.test() ? open(settings, trust, spark, clock, audit, store, HistorySecret.passing(), ReleasedNumbers.Reach.NONE)
                : open(settings, trust, spark, clock, audit, store, HistorySecret.of(store, trust.own(), trust.earlier()), reach);
    }

    /** Of `run`, with a history of its own: everything that is asked with it meets. */
    static FederationNode openWithHistory(NodeSettings settings, Trust trust, NodeSpark spark, Clock clock, Path file) {
        AuditLog audit = AuditLog.open(settings.state().resolve("audit"), settings.node(), trust.own(), clock);
        NodeStore store = NodeStore.openFile(file);
        return open(settings, trust, spark, clock, audit, store, HistorySecret.of(store, trust.own(), trust.earlier()), ReleasedNumbers.Reach.EVERYBODY);
    }

    private static FederationNode open(NodeSettings settings, Trust trust, NodeSpark spark, Clock clock, AuditLog audit, NodeStore store, HistorySecret secret,
            ReleasedNumbers.Reach reach) {
        Jobs jobs = new Jobs(store);
        ReleasedNumbers numbers = new ReleasedNumbers(secret, reach);
        History history = new History(store, numbers, new NoiseAccount(secret, reach != ReleasedNumbers.Reach.NONE), settings.history().questionsPerPermit());
        Lake lake = Lake.open(settings.lake());
        Retention retention = new Retention(store, numbers, lake, clock);
        Execution execution = new Execution(spark);
        QuestionGate gate = (question, views) -> new Gate().compile(spark.session(), question.sql(), question.parameters().orElse(Map.of()), views);
        AccessBodyPolicy accessBodyPolicy = AccessBodyPolicy.open(settings.state(), trust.permits());
        NodePolicies policies = NodePolicies.of(settings.policy(), accessBodyPolicy);
        StatusVerifier statusVerifier = new StatusVerifier(trust.statuses(), clock);
        StatusLists statuses = new StatusLists(statusVerifier);
        OrderVerifier verifier = new OrderVerifier(settings.node(), trust.orders(), new PermitVerifier(trust.permits(), clock), statusVerifier, clock);
        Thresholds thresholds = new Thresholds(settings.thresholds().persons(), settings.thresholds().professionals());
        Interruptions interruptions = new Interruptions(Duration.ofSeconds(settings.taskTimeLimitSeconds()), execution::cancel);
        AnswerDesk desk = new AnswerDesk(audit, new Release(settings.node(), trust.own(), clock), jobs, history);
        RunTask runTask = new RunTask(verifier, statuses, jobs,
                new PermittedViews(settings.node(), lake, new LakeRelations(spark, lake), new Pins(store, reach, lake), clock),
                gate,
                new PolicyStep(settings.node(), new HolderTerms(thresholds, settings.noise().allowed() ? List.of(ReleaseMode.REVIEWED, ReleaseMode.NOISY) : List.of(ReleaseMode.REVIEWED),
                        Optional.of(settings.noise().rho())), policies, PublishedDeclarations.in(settings.state()), clock),
                execution, PersonMarks.of(secret.derived("marks")), history, desk, interruptions, settings.review().isOn() && !trust.test(), trust.test());
        runTask.endInterrupted();
        history.reviews().forget(clock.instant().getEpochSecond());
        retention.forgetWhatIsDue();
        CheckersDesk checkers = new CheckersDesk(history.reviews(), audit, checkerNames(settings), clock);
        return new FederationNode(runTask, statuses, audit, accessBodyPolicy, jobs, spark, gate, execution, checkers, retention, List.of(interruptions, policies, store, audit));
    }

    public RunTask runTask() {
        return runTask;
    }

    public StatusLists statuses() {
        return statuses;
    }

    public AuditLog audit() {
        return audit;
    }

    public AccessBodyPolicy accessBodyPolicy() {
        return accessBodyPolicy;
    }

    static Set<String> checkerNames(NodeSettings settings) {
        return settings.review().checkers().stream().map(NodeSettings.Checker::name).collect(Collectors.toSet());
    }

    public CheckersDesk checkers() {
        return checkers;
    }

    public Retention retention() {
        return retention;
    }

    public Jobs jobs() {
        return jobs;
    }

    /** Some seconds of questions over made-up tables, so that the first real one is not the one that waits. */
    public void warm() {
        Warming.run(spark, gate, execution);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : owned) {
            each.close();
        }
    }

    static SigningKey key(KeystoreSetting setting, Map<String, String> environment) {
        try {
            return SigningKeystore.load(setting.keystore(), setting.password(environment));
        } catch (IOException e) {
            throw new OperatorException("The key file " + setting.keystore() + " cannot be opened. Check that it is there and that "
                    + setting.passwordEnv() + " holds its password.");
        }
    }

    private static VerificationKey jwk(Path file) {
        try {
            return VerificationKey.fromJwk(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new OperatorException("The public key " + file + " cannot be read as an Ed25519 JWK. Fetch it again from the access body.");
        }
    }
}
