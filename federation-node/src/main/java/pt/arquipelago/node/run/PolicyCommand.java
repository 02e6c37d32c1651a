package pt.arquipelago.node.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.policy.AccessBodyPolicy;
import pt.arquipelago.node.policy.LoggedDecision;
import pt.arquipelago.node.policy.NodePolicies;
import pt.arquipelago.node.policy.PolicyReport;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;

/** {@code policy explain} and {@code policy replay}: an institution tries its policy before it is in force. */
@Command(name = "policy", mixinStandardHelpOptions = true, description = "Try the node's policies.", subcommands = {PolicyCommand.ExplainCommand.class, PolicyCommand.ReplayCommand.class})
public final class PolicyCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Name what to do: policy explain or policy replay.");
    }

    /** Which question is to be explained: one of three. */
    static final class Asked {
        @Option(names = "--input", paramLabel = "input.json", description = "A decision's input, as docs/schemas/decision-input.schema.json describes it.")
        private Path input;

        @Option(names = "--entry", paramLabel = "INDEX", description = "The decision of this entry of the audit log.")
        private Long entry;

        @ArgGroup(exclusive = false)
        private Task task;
    }

    static final class Task {
        @Option(names = "--task", required = true, paramLabel = "tasks.jsonl", description = "Questions as `run` takes them: each goes as far as the policies and reads nothing.")
        private Path tasks;

        @Option(names = "--permit", required = true, paramLabel = "permit.jws", description = "The permit for --task.")
        private Path permit;
    }

    @Command(name = "explain", mixinStandardHelpOptions = true, description = "Which rules fire on a question, in each policy, and what they oblige to.")
    static final class ExplainCommand implements Callable<Integer> {
        @Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.")
        private Path config;

        @Option(names = "--bundle", paramLabel = "my-policy.tar.gz", description = "In place of the institution's bundle of the settings.")
        private Path bundle;

        @ArgGroup(multiplicity = "1")
        private Asked asked;

        @Spec
        private CommandSpec command;

        @Override
        public Integer call() throws Exception {
            NodeSettings settings = NodeSettings.read(config, System.getenv());
            PrintWriter out = command.commandLine().getOut();
            if (asked.task != null) {
                return new DryRun(settings, System.getenv(), Clock.systemUTC()).explain(asked.task.permit, asked.task.tasks, bundle, out);
            }
            DecisionInput input = asked.input != null ? read(asked.input) : logged(settings, asked.entry);
            try (NodePolicies policies = policies(settings, bundle)) {
                out.print(PolicyReport.explained(input, policies));
            }
            return 0;
        }

        private static DecisionInput logged(NodeSettings settings, long index) {
            return decisions(settings).stream().filter(decision -> decision.index() == index).findFirst()
                    .orElseThrow(() -> new OperatorException("Entry " + index + " of the audit log has no decision: the order did not come as far as the policies, or there is no such entry."))
                    .decided().input();
        }

        private static DecisionInput read(Path file) throws IOException {
            try {
                return StrictJson.read(StrictJson.readObject(Files.readAllBytes(file)), DecisionInput.class);
            } catch (InvalidMessage e) {
                throw new OperatorException(file + " is no input of a decision. See docs/schemas/decision-input.schema.json.");
            }
        }
    }

    @Command(name = "replay", mixinStandardHelpOptions = true, description = {
            "Make the decisions of the audit log again, by a changed policy of the institution, and show which would differ.",
            "Changes nothing and sends nothing."})
    static final class ReplayCommand implements Callable<Integer> {
        @Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.")
        private Path config;

        @Option(names = "--bundle", paramLabel = "my-policy.tar.gz", description = "The changed bundle; without it the one of the settings, to see what has changed since.")
        private Path bundle;

        @Spec
        private CommandSpec command;

        @Override
        public Integer call() {
            NodeSettings settings = NodeSettings.read(config, System.getenv());
            try (NodePolicies policies = policies(settings, bundle)) {
                command.commandLine().getOut().print(PolicyReport.replayed(decisions(settings), policies));
            }
            return 0;
        }
    }

    static NodePolicies policies(NodeSettings settings, Path bundle) {
        AccessBodyPolicy accessBody = AccessBodyPolicy.open(settings.state(), FederationNode.Trust.permits(settings));
        return bundle == null ? NodePolicies.of(settings.policy(), accessBody) : NodePolicies.withHolderBundle(settings.policy(), accessBody, bundle);
    }

    static List<LoggedDecision> decisions(NodeSettings settings) {
        return LoggedDecision.of(settings.state().resolve("audit").resolve(AuditLog.FILE));
    }
}
