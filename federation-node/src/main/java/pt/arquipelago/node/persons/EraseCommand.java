package pt.arquipelago.node.persons;

import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import pt.arquipelago.node.ingest.Erasure;
import pt.arquipelago.node.ingest.IngestSettings;

/** {@code arquipelago erase}: persons out of the lake, for good. */
@Command(name = "erase", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Erase persons out of the lake: out of every table, every version and the registry of opt-outs.",
        "Remove them at the source too, or the next extract brings them back."})
public final class EraseCommand extends PersonCommand {
    public EraseCommand(Clock clock, Map<String, String> environment, InputStream standardInput) {
        super(clock, environment, standardInput);
    }

    @Override
    void run(IngestSettings settings, List<long[]> persons) {
        Set<Long> pseudonyms = persons.stream().flatMapToLong(Arrays::stream).boxed().collect(Collectors.toSet());
        Erasure.Outcome outcome = new Erasure(settings.lake(), settings.memory(), clock(), List.of()).erase(pseudonyms);
        say(persons.size() + " persons read; " + outcome.rows() + " rows erased from the lake versions " + outcome.versions() + ".");
        if (!outcome.versions().isEmpty()) {
            say("Lake version " + outcome.newest().number() + " is the newest. What was answered from the versions named cannot be made again, and says so.");
        }
    }
}
