package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.execution.NodeSpark;
import pt.arquipelago.node.policy.LoggedDecision;
import pt.arquipelago.node.policy.NodePolicies;
import pt.arquipelago.node.policy.PolicyReport;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.PermitVerifier;
import pt.arquipelago.policies.signature.SigningKey;

/** Takes questions as far as the policies, by the chain itself: nothing is read, and the audit log has an entry of each, marked as a test. */
final class DryRun {
    private final NodeSettings settings;
    private final Map<String, String> environment;
    private final Clock clock;

    DryRun(NodeSettings settings, Map<String, String> environment, Clock clock) {
        this.settings = requireNonNull(settings, "settings is null");
        this.environment = requireNonNull(environment, "environment is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @param bundle in place of the institution's bundle of the settings; null: that one */
    int explain(Path permit, Path tasks, Path bundle, PrintWriter out) throws Exception {
        SigningKey key = FederationNode.key(settings.testIssuer().orElseThrow(() -> new OperatorException(
                "`policy explain --task` needs a test key. Make one with `keys signing` and name it as 'test_issuer: {keystore, password_env}' in node.yaml.")), environment);
        FederationNode.Trust trust = FederationNode.Trust.ofTest(settings, key);
        try (NodeSpark spark = NodeSpark.start(settings.spark()); FederationNode node = FederationNode.open(settings, trust, spark, clock);
                NodePolicies policies = PolicyCommand.policies(settings, bundle)) {
            TestIssuer issuer = new TestIssuer(key, settings.node(), Files.readString(permit).strip(), new PermitVerifier(trust.permits(), clock), clock);
            int number = 0;
            for (String line : Files.readAllLines(tasks)) {
                number++;
                if (!line.isBlank()) {
                    out.println("Line " + number);
                    explain(node, issuer, policies, line, number, out);
                    out.flush();
                }
            }
        }
        return 0;
    }

    private void explain(FederationNode node, TestIssuer issuer, NodePolicies policies, String line, int number, PrintWriter out) throws IOException {
        TaskLine task;
        try {
            task = TaskLine.parse(line.getBytes(StandardCharsets.UTF_8), number);
        } catch (RefusedException e) {
            out.println("  " + e.refusal().message() + " " + e.refusal().remedy());
            return;
        }
        node.statuses().accept(issuer.statusList());
        long before = node.audit().head().size();
        ReleasedResult answer = node.runTask().answer(issuer.order("task-" + number, task.question(), task.user(), OrderMode.CHECK), Progress.SILENT).orElseThrow();
        node.jobs().acknowledged(answer.order());
        List<LoggedDecision> decisions = PolicyCommand.decisions(settings).stream().filter(decision -> decision.index() >= before).toList();
        if (decisions.isEmpty()) {
            out.println("  did not come as far as the policies: " + ResultLine.of(task.id(), answer, false));
        } else {
            out.print(PolicyReport.explained(decisions.get(decisions.size() - 1).decided().input(), policies));
        }
    }
}
