package pt.arquipelago.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import pt.arquipelago.demo.generate.GenerateCommand;
import pt.arquipelago.demo.start.DemoCommand;

/** Synthetic extracts, and the demonstration. Exit codes: 0 good, 1 failed, 2 wrong usage. */
@Command(name = "arquipelago", description = "Synthetic extracts and the demonstration.", mixinStandardHelpOptions = true)
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).addSubcommand("generate", new GenerateCommand()).addSubcommand("demo", new DemoCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("The command failed: " + failure + ". See that the folder exists, may be written and has room.");
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
