package pt.arquipelago.node;

import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import pt.arquipelago.node.audit.AuditCommand;
import pt.arquipelago.node.ingest.IngestCommand;
import pt.arquipelago.node.ingest.RiskCommand;
import pt.arquipelago.node.keys.KeysCommand;
import pt.arquipelago.node.omop.OmopCommand;
import pt.arquipelago.node.omop.VocabCommand;
import pt.arquipelago.node.persons.EraseCommand;
import pt.arquipelago.node.persons.OptOutCommand;
import pt.arquipelago.node.persons.SubjectCommand;
import pt.arquipelago.node.publish.PublishCommand;
import pt.arquipelago.node.publish.WithdrawCommand;
import pt.arquipelago.node.quality.QualityCommand;
import pt.arquipelago.node.run.NodeCommand;
import pt.arquipelago.node.run.PolicyCommand;
import pt.arquipelago.node.run.ReviewCommand;
import pt.arquipelago.node.run.RunCommand;

/** The commands of an institution's node. Exit codes: 0 good, 1 failed, 2 wrong usage. */
@Command(name = "arquipelago", description = "An institution's node: keys, ingest, answering approved questions, audit.", mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var main = new CommandLine(new Main());
        main.addSubcommand("keys", KeysCommand.commandLine(System.getenv(), new SecureRandom(), Clock.systemUTC()));
        main.addSubcommand(new IngestCommand(Clock.systemUTC(), System.getenv()));
        main.addSubcommand("omop", new CommandLine(new OmopCommand()).addSubcommand(new OmopCommand.BuildCommand(Clock.systemUTC(), System.getenv())));
        main.addSubcommand("vocab", new CommandLine(new VocabCommand()).addSubcommand(new VocabCommand.ImportCommand(Clock.systemUTC(), System.getenv())));
        main.addSubcommand("node", new CommandLine(new NodeCommand()).addSubcommand(new PublishCommand(Clock.systemUTC(), System.getenv()))
                .addSubcommand(new WithdrawCommand(Clock.systemUTC(), System.getenv()))
                .addSubcommand(new QualityCommand(System.getenv()))
                .addSubcommand(new ReviewCommand(Clock.systemUTC(), System.getenv()))
                .addSubcommand(new SubjectCommand(Clock.systemUTC(), System.getenv(), System.in)));
        main.addSubcommand(new AuditCommand());
        main.addSubcommand(new RunCommand());
        main.addSubcommand(new RiskCommand(System.getenv()));
        main.addSubcommand(new EraseCommand(Clock.systemUTC(), System.getenv(), System.in));
        main.addSubcommand(new OptOutCommand(Clock.systemUTC(), System.getenv(), System.in));
        main.addSubcommand(new PolicyCommand());
        return main.setExecutionExceptionHandler(new CommandFailure());
    }
}
