package pt.arquipelago.node.omop;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.settings.OperatorException;

/** {@code arquipelago vocab}: the vocabularies that OMOP tables are mapped by. */
@Command(name = "vocab", mixinStandardHelpOptions = true, description = "The vocabularies that OMOP tables are mapped by.")
public final class VocabCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: vocab import --config ingest.yaml FOLDER.");
    }

    /** {@code arquipelago vocab import}. */
    @Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false, description = {
            "Take the institution's own download of the OMOP vocabularies (athena.ohdsi.org) into its lake.",
            "No vocabulary comes with the project. After it, call 'omop build'."})
    public static final class ImportCommand implements Callable<Integer> {
        private final Clock clock;
        private final Map<String, String> environment;

        @Option(names = "--config", required = true, paramLabel = "ingest.yaml", description = "The settings of ingest.")
        private Path config;
        @Parameters(paramLabel = "FOLDER", description = "Into which the download was unpacked: CONCEPT.csv, VOCABULARY.csv, CONCEPT_RELATIONSHIP.csv, CONCEPT_ANCESTOR.csv and the others.")
        private Path folder;
        @Spec
        private CommandSpec command;

        public ImportCommand(Clock clock, Map<String, String> environment) {
            this.clock = clock;
            this.environment = environment;
        }

        @Override
        public Integer call() {
            IngestSettings settings = IngestSettings.read(config, environment);
            try {
                command.commandLine().getOut().print(new VocabularyImport(settings.lake(), settings.memory(), clock, System.err).load(folder).text());
            } catch (LakeException e) {
                throw new OperatorException("The lake cannot be written: " + e.getMessage() + ".");
            }
            command.commandLine().getOut().flush();
            return 0;
        }
    }
}
