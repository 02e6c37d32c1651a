package pt.arquipelago.node.endtoend;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.execution.LakeRelations;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.ingest.Ingest;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;

/**
 * One institution: its extracts taken into its lake by ingest, under its own key, and what a permit for every column shows of it.
 *
 * @param files the files of each table's view
 * @param subjects the column of a view's persons
 */
record Institution(String name, List<PermittedView> views, Map<String, List<Path>> files, Map<String, String> subjects) {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-20T12:00:00Z"), ZoneOffset.UTC);

    static Institution ingested(String name, Path folder, List<Extract> extracts) {
        Path lake = folder.resolve("lake");
        IngestSettings settings = new IngestSettings(name, "test", lake, folder.resolve("quarantine"),
                KeySetting.ofKeystore(folder.resolve("none.p12"), "NONE"), List.of(), 0, true, "512MB");
        List<Ingest.Extract> files = extracts.stream()
                .map(extract -> new Ingest.Extract(extract.profile(), List.of(extract.write(folder.resolve("extracts"))))).toList();
        var outcome = new Ingest(settings, KeyedDomain.of("test", List.of(key(name))), CLOCK, new PrintStream(PrintStream.nullOutputStream())).load(files);
        if (outcome.version().isEmpty()) {
            throw new IllegalStateException("an extract was refused: " + outcome.reports());
        }
        return opened(name, Lake.open(lake));
    }

    private static Institution opened(String name, Lake lake) {
        List<PermittedView> views = new LakeRelations(SparkForTests.spark(), lake).tables(lake.current()).values().stream()
                .map(table -> table.permitted(table.description().view(), table.description().columns().stream().map(ColumnDescription::name).collect(Collectors.toSet())))
                .toList();
        var snapshots = lake.snapshots(lake.current());
        return new Institution(name, views, snapshots.stream().collect(Collectors.toMap(snapshot -> snapshot.description().view(), snapshot -> snapshot.files())),
                snapshots.stream().map(snapshot -> snapshot.description()).collect(Collectors.toMap(TableDescription::view, description -> description.subject().column())));
    }

    /** Always the same for a name, so that every run has the same pseudonyms. */
    private static NodeKey key(String name) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return NodeKey.generate(random);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
