package pt.arquipelago.node.omop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.ingest.LabelFiles;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.settings.OperatorException;

/** {@code arquipelago omop}: the lake's tables in the Common Data Model. */
@Command(name = "omop", mixinStandardHelpOptions = true, description = "OMOP CDM 5.4 tables out of the lake's source tables.")
public final class OmopCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: omop build --config ingest.yaml.");
    }

    /** {@code arquipelago omop build}. */
    @Command(name = "build", mixinStandardHelpOptions = true, sortOptions = false, description = {
            "Build the OMOP tables whose sources or mappings changed, check them, and publish them under one lake version.",
            "It needs no key. After an ingest, call it again."})
    public static final class BuildCommand implements Callable<Integer> {
        private final Clock clock;
        private final Map<String, String> environment;

        @Option(names = "--config", required = true, paramLabel = "ingest.yaml", description = "The settings of ingest.")
        private Path config;
        @Option(names = "--map", paramLabel = "FILE", description = "The institution's own source_to_concept_map (CSV with the model's columns); its lines count before the project's.")
        private Path map;
        @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON too.")
        private Path report;
        @Spec
        private CommandSpec command;

        public BuildCommand(Clock clock, Map<String, String> environment) {
            this.clock = clock;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            IngestSettings settings = IngestSettings.read(config, environment);
            OmopReport made;
            try {
                made = new OmopBuild(settings.lake(), settings.memory(), Optional.ofNullable(map), clock, System.err).build();
            } catch (LakeException e) {
                throw new OperatorException("The lake cannot be written: " + e.getMessage() + ".");
            }
            if (made.tables().isEmpty()) {
                throw new OperatorException("The lake holds no table that OMOP tables are made of. Ingest a system of the SNS first.");
            }
            if (made.version().isPresent() && !made.checks().isEmpty()) {
                LabelFiles.write(settings, System.err);
            }
            command.commandLine().getOut().print(made.text());
            command.commandLine().getOut().flush();
            if (report != null) {
                write(made.json());
            }
            return made.version().isPresent() ? 0 : 1;
        }

        private void write(String json) {
            try {
                Files.writeString(report, json + "\n");
            } catch (IOException e) {
                throw new OperatorException("The tables are built, but the report " + report + " cannot be written.");
            }
        }
    }
}
