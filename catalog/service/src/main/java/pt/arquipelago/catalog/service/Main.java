package pt.arquipelago.catalog.service;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.config.ConfigFile;
import pt.arquipelago.catalog.service.config.HarvestSource;
import pt.arquipelago.catalog.service.config.InvalidConfig;
import pt.arquipelago.catalog.service.harvest.HarvestReport;
import pt.arquipelago.catalog.service.intake.NotAccepted;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code catalog --config catalog.yaml [serve | load DUMP | harvest [ID] | compact]}: runs the catalogue until it is stopped, takes a dump in, harvests other catalogues, or makes the store small. Exit codes: 0 good, 1 failed, 2 wrong usage. */
@Command(name = "catalog", mixinStandardHelpOptions = true, description = "Runs the catalogue of datasets.",
        footer = {"", "Settings: base (public address), state (folder), publisher.name.{pt,en}, publisher.email or .page, nodes: [{id, key}].",
            "All of them, with defaults, are in docs/catalogue.md."})
public final class Main implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The settings, a YAML file.")
    private Path config;

    @Parameters(index = "0", arity = "0..1", defaultValue = "serve", paramLabel = "serve|load|harvest|compact", description = "What to do: serve (the default); or, while it does not run, load a dump, harvest other catalogues, or compact the store.")
    private String action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DUMP|ID", description = "What to load: catalog.nt or catalog.ttl of a catalogue of the same base. Or whom to harvest: an id of the settings; all of them without it.")
    private String what;

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
        if (!List.of("serve", "load", "harvest", "compact").contains(action)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "There is no action '" + action + "': use serve, load, harvest or compact.");
        }
        if (!action.equals("harvest") && action.equals("load") != (what != null)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "load takes the file of a dump, harvest the id of a source, serve and compact nothing.");
        }
        PrintWriter err = spec.commandLine().getErr();
        CatalogConfig settings;
        try {
            settings = ConfigFile.read(config, System.getenv());
        } catch (InvalidConfig e) {
            err.println(e.getMessage());
            return 2;
        }
        if (action.equals("load")) {
            return load(settings);
        }
        if (action.equals("harvest")) {
            return harvest(settings);
        }
        if (action.equals("compact")) {
            return compact(settings);
        }
        settings.unsafe().forEach(warning -> err.println("Unsafe setting: " + warning));
        return serve(settings);
    }

    private int load(CatalogConfig settings) {
        try {
            int taken = Catalog.load(settings, Clock.systemUTC(), Path.of(what));
            spec.commandLine().getOut().println("Took " + taken + " datasets.");
            return 0;
        } catch (NotAccepted e) {
            spec.commandLine().getErr().println(e.getMessage() + " " + e.remedy().en());
            return 1;
        } catch (RuntimeException e) {
            spec.commandLine().getErr().println("The dump cannot be loaded: " + reason(e) + ". Is the catalogue running?");
            return 1;
        }
    }

    private int compact(CatalogConfig settings) {
        try {
            Catalog.compact(settings, Clock.systemUTC());
            spec.commandLine().getOut().println("The store holds only what its descriptions say now.");
            return 0;
        } catch (RuntimeException e) {
            spec.commandLine().getErr().println("The store cannot be compacted: " + reason(e) + ". Is the catalogue running?");
            return 1;
        }
    }

    private int harvest(CatalogConfig settings) {
        List<String> known = settings.sources().stream().map(HarvestSource::id).toList();
        if (known.isEmpty() || what != null && !known.contains(what)) {
            spec.commandLine().getErr().println(known.isEmpty() ? "The settings name no catalogue to harvest: list them under 'harvest'." : "The settings name no '" + what + "' under harvest: there is " + String.join(", ", known) + ".");
            return 2;
        }
        try {
            List<HarvestReport> reports = Catalog.harvest(settings, Clock.systemUTC(), Optional.ofNullable(what));
            reports.forEach(report -> {
                spec.commandLine().getOut().println(report.sentence());
                report.refused().forEach(one -> spec.commandLine().getOut().println("  refused <" + one.dataset() + ">: " + one.reason()));
            });
            return reports.stream().anyMatch(report -> report.failure().isPresent()) ? 1 : 0;
        } catch (RuntimeException e) {
            spec.commandLine().getErr().println("Nothing can be harvested: " + reason(e) + ". Is the catalogue running? It harvests by itself where 'every_hours' says so.");
            return 1;
        }
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
