package pt.arquipelago.node.persons;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.lake.LakeWriter;

/** {@code arquipelago opt-out}: the right of Article 71. */
@Command(name = "opt-out", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Enter persons who opted out of secondary use (Article 71), or who changed their mind.",
        "Their rows stay; permits issued from then on do not see them, earlier ones and those under Article 71(4) do."})
public final class OptOutCommand extends PersonCommand {
    @Option(names = "--withdraw", description = "The persons take their opt-out back.")
    private boolean withdraw;
    @Option(names = "--from", paramLabel = "INSTANT", description = "When it takes effect, such as 2026-11-27T10:00:00Z (default: now).")
    private Instant from;

    public OptOutCommand(Clock clock, Map<String, String> environment, InputStream standardInput) {
        super(clock, environment, standardInput);
    }

    @Override
    void run(IngestSettings settings, List<long[]> persons) {
        Instant effective = from == null ? clock().instant() : from;
        try (LakeWriter lake = LakeWriter.open(settings.lake(), clock())) {
            int changed = withdraw ? lake.optOuts().optIn(persons, effective) : lake.optOuts().optOut(persons, effective);
            say(persons.size() + " read; " + changed + (withdraw ? " opt-outs end on " : " opted out from ") + effective + "; "
                    + (persons.size() - changed) + (withdraw ? " had not opted out." : " had opted out before."));
        }
    }
}
