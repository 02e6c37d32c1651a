package pt.arquipelago.catalog.service;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.config.ConfigFile;
import pt.arquipelago.catalog.service.config.InvalidConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code catalog --config catalog.yaml [serve]}: runs the catalogue until it is stopped. Exit codes: 0 good, 1 failed, 2 wrong usage. */
@Command(name = "catalog", mixinStandardHelpOptions = true, description = "Runs the catalogue of datasets.",
        footer = {"", "Settings: base (public address), state (folder), publisher.name.{pt,en}, publisher.email or .page, nodes: [{id, key}].",
            "All of them, with defaults, are in docs/catalogue.md."})
public final class Main implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The settings, a YAML file.")
    private Path config;

    @Parameters(arity = "0..1", defaultValue = "serve", paramLabel = "serve", description = "What to do; serve is all there is, and the default.")
    private String action;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!action.equals("serve")) {
            throw new CommandLine.ParameterException(spec.commandLine(), "There is no action '" + action + "': use serve.");
        }
        PrintWriter err = spec.commandLine().getErr();
        CatalogConfig settings;
        try {
            settings = ConfigFile.read(config, System.getenv());
        } catch (InvalidConfig e) {
            err.println(e.getMessage());
            return 2;
        }
        settings.unsafe().forEach(warning -> err.println("Unsafe setting: " + warning));
        return serve(settings);
    }

    private int serve(CatalogConfig settings) throws InterruptedException {
        Catalog catalog;
        try {
            catalog = Catalog.start(settings, Clock.systemUTC());
        } catch (RuntimeException e) {
            spec.commandLine().getErr().println("The catalogue cannot start on " + settings.address().host() + ":" + settings.address().port() + " with the folder "
                    + settings.state() + ": " + reason(e) + ". Is another one running?");
            return 1;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            catalog.close();
            stopped.countDown();
        }, "catalog-stop"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Catalogue ready at " + catalog.address() + " (base " + settings.base() + ", " + catalog.datasets() + " datasets, " + settings.nodes().size() + " nodes)");
        out.flush();
        stopped.await();
        return 0;
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
