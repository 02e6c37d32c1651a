package pt.arquipelago.accessbody;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import pt.arquipelago.accessbody.config.ConfigReader;
import pt.arquipelago.accessbody.config.InvalidConfig;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code ./arquipelago access-body}: the data access body's service and its administration. */
@Command(name = "access-body", mixinStandardHelpOptions = true, subcommands = {AccountsCommand.class, NodesCommand.class, PolicyCommand.class},
        description = {"Runs the data access body's service: applications, permits, tasks, output checking.", "See docs/access-body.md and docs/settings.md."})
public final class Main implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "Settings, access-body.yaml")
    private Path config;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed).execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (config == null) {
            throw new InvalidConfig("--config FILE is missing. See docs/settings.md for what belongs into access-body.yaml.");
        }
        var settings = new ConfigReader(System.getenv()).read(config);
        var stopped = new CountDownLatch(1);
        try (AccessBody body = AccessBody.start(settings, System.getenv(), Clock.systemUTC())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(body, stopped), "access-body-stop"));
            System.out.println("access body: http://" + settings.address().host() + ":" + body.port());
            stopped.await();
        }
        return CommandLine.ExitCode.OK;
    }

    private static void stop(AccessBody body, CountDownLatch stopped) {
        body.close();
        stopped.countDown();
    }

    /** Errors of settings are a sentence, not a stack of calls. */
    private static int failed(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        boolean usage = error instanceof InvalidConfig;
        if (usage || error instanceof IllegalStateException || error instanceof IllegalArgumentException) {
            command.getErr().println(error.getMessage());
        } else {
            error.printStackTrace(command.getErr());
        }
        return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
}
