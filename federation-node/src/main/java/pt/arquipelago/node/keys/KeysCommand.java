package pt.arquipelago.node.keys;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The keys of an institution and of the data access body: made, split among people, brought back, shown without their secrets. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = {
        "Make, escrow, restore, rotate, wrap, release and show keys; sign a permit with a test key.",
        "No key is ever printed and no file overwritten. Passwords are named by the environment variable that holds them."})
public final class KeysCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    /** The command with its subcommands. */
    public static CommandLine commandLine(Map<String, String> environment, SecureRandom random, Clock clock) {
        CommandLine keys = new CommandLine(new KeysCommand());
        for (KeyCommand each : List.of(new PseudonymisationKeyCommand(random), new SigningKeyCommand(), new EscrowCommand(random),
                new RestoreCommand(), new TokenCommand(random), new ApproveCommand(clock), new ReleaseCommand(clock), new PermitCommand(), new ShowCommand())) {
            each.environment = environment;
            keys.addSubcommand(each);
        }
        keys.addSubcommand(new RotateCommand(clock, environment));
        return keys;
    }

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Name what to do: pseudonymisation, signing, escrow, restore, rotate, token, approve, release, permit or show.");
    }
}
