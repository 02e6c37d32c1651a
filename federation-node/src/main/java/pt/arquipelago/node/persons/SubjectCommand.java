package pt.arquipelago.node.persons;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;

/** {@code arquipelago node subject}: what one person is to be told (Lei 58/2019, Art 29). */
@Command(name = "subject", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Say which permits could read a person's rows, when and for what.",
        "It is computed where the key is, from the audit log and the lake's versions, and stored nowhere."})
public final class SubjectCommand extends PersonCommand {
    @Option(names = "--node", required = true, paramLabel = "node.yaml", description = "The node's settings, for its audit log.")
    private Path node;

    public SubjectCommand(Clock clock, Map<String, String> environment, InputStream standardInput) {
        super(clock, environment, standardInput);
    }

    @Override
    void run(IngestSettings settings, List<long[]> persons) {
        if (persons.size() != 1) {
            throw new OperatorException("Give one number: each person is told alone.");
        }
        Path log = NodeSettings.read(node, environment()).state().resolve("audit").resolve(AuditLog.FILE);
        if (!Files.isReadable(log)) {
            throw new OperatorException("There is no audit log at " + log + ". Check 'state' in " + node + ".");
        }
        Set<Long> pseudonyms = Arrays.stream(persons.get(0)).boxed().collect(Collectors.toSet());
        try {
            List<SubjectAccess.Access> accesses = SubjectAccess.of(Lake.open(settings.lake()), log, pseudonyms, settings.memory());
            if (accesses.isEmpty()) {
                say("No permit could read rows of this person.");
            }
            for (SubjectAccess.Access access : accesses) {
                say("permit " + access.permit() + ", " + access.organisation() + ", purpose " + access.article() + ": " + String.join(", ", access.tables())
                        + "; " + access.questions() + " questions from " + access.first() + " to " + access.last());
            }
        } catch (IOException e) {
            throw new OperatorException("The audit log " + log + " cannot be read to its end. Run `audit verify`, or try again when the node writes nothing.");
        }
    }
}
