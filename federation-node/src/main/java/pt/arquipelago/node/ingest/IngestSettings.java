package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.node.settings.Setting;
import pt.arquipelago.node.settings.SettingsFile;

/** {@code ingest.yaml}: the settings of the only process that is ever given the pseudonymisation key. */
public record IngestSettings(
        @Setting("The node's id in the federation: 2 to 40 of a-z, 0-9 and '-'.") String node,
        @Setting("The pseudonymisation domain: pseudonyms of two domains have nothing in common.") String domain,
        @Setting("Folder of the lake.") Path lake,
        @Setting("Folder for the lists of rows that did not pass (file, line, column, reason; never a value).") Path quarantine,
        @Setting("The pseudonymisation key.") KeySetting key,
        @Setting("Keys that a rotation replaced by another: pseudonyms are still made with them first.") List<KeySetting> earlierKeys,
        @Setting(value = "Share of bad rows above which a whole extract is refused, 0 to 1.", fallback = "0.05") double maxRejected,
        @Setting(value = "Whether the extracts were generated; the catalogue then says so.", fallback = "false") boolean synthetic,
        @Setting(value = "Memory that the engine may use.", fallback = "2GB") String memory,
        @Setting("Queries of source databases, by the name that --query gives.") Map<String, QuerySetting> queries,
        @Setting("CSV 'postcode,municipality': where a profile takes postcodes to their places.") Optional<Path> postcodes,
        @Setting("CSV 'code,phpid': where a profile puts the pharmaceutical product (PhPID) beside a medicine's code. Without it that stays empty.") Optional<Path> medicines,
        @Setting(value = "Whether a row is bad that refers to nobody in another table that is loaded, such as a patient who is not in RNU.", fallback = "true") boolean checkReferences) {

    /** Without queries and tables of codes; references are looked at. */
    public IngestSettings(String node, String domain, Path lake, Path quarantine, KeySetting key, List<KeySetting> earlierKeys, double maxRejected, boolean synthetic,
            String memory) {
        this(node, domain, lake, quarantine, key, earlierKeys, maxRejected, synthetic, memory, Map.of(), Optional.empty(), Optional.empty(), true);
    }

    public IngestSettings {
        earlierKeys = List.copyOf(earlierKeys);
        queries = Map.copyOf(queries);
        if (!node.matches("[a-z0-9-]{2,40}")) {
            throw new OperatorException("key 'node' is '" + node + "': 2 to 40 of a-z, 0-9 and '-' were expected.");
        }
        if (!(maxRejected >= 0 && maxRejected <= 1)) {
            throw new OperatorException("key 'max_rejected' is " + maxRejected + ": a share from 0 to 1 was expected.");
        }
        if (!memory.matches("[1-9]\\d{0,4} ?[KMGT]i?B")) {
            throw new OperatorException("key 'memory' is '" + memory + "': a size such as 2GB was expected.");
        }
    }

    public static IngestSettings read(Path file, Map<String, String> environment) {
        return SettingsFile.read(file, IngestSettings.class, environment);
    }
}
