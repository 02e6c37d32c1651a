package pt.arquipelago.node.omop;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.quality.MeasurementJson;

/**
 * OMOP CDM 5.4 tables out of the tables of the source systems, by the mappings of {@code omop/*.yaml}: each table one Delta
 * commit, all under one lake version or none. Over pseudonyms alone, so it needs no key. What has not changed is not built again.
 */
public final class OmopBuild {
    private final Path root;
    private final String memory;
    private final Clock clock;
    private final PrintStream progress;
    private final Cdm cdm = Cdm.read();
    private final List<OmopTable> tables = new OmopTableReader(cdm).all();
    private final ConceptMap concepts;

    /** @param map the institution's own {@code source_to_concept_map} */
    public OmopBuild(Path root, String memory, Optional<Path> map, Clock clock, PrintStream progress) {
        this.root = requireNonNull(root, "root is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.progress = requireNonNull(progress, "progress is null");
        this.concepts = ConceptMap.read(map, Vocabularies.current(root));
    }

    /** What the tables are, without figures. */
    public static List<TableDescription> described() {
        return new OmopTableReader(Cdm.read()).all().stream().map(table -> table.describe(TableFigures.none(), 1, false)).toList();
    }

    public OmopReport build() {
        List<String> numbered = tables.stream().flatMap(table -> table.rows().stream()).flatMap(rows -> rows.sources().stream())
                .filter(source -> !source.startsWith(OmopTable.PREFIX)).distinct().sorted().toList();
        try (LakeWriter lake = LakeWriter.open(root, clock)) {
            LakeVersion current = lake.current();
            LocalDate loaded = LocalDate.ofInstant(current.at(), ZoneOffset.UTC);
            List<OmopReport.Table> reports = new ArrayList<>();
            List<OmopLoad.Built> built = new ArrayList<>();
            for (OmopTable table : tables) {
                OmopLoad load = new OmopLoad(cdm, table, concepts, lake, loaded, numbered);
                if (load.isCurrent()) {
                    reports.add(new OmopReport.Table(table.table(), lake.base(table.table()).orElseThrow().deltaVersion(), true, Map.of(), Map.of()));
                } else if (load.hasSources()) {
                    progress.println(table.table() + ": building");
                    built.add(load.build(lake.stage(table.table()), memory, tables));
                    reports.add(built.get(built.size() - 1).report());
                }
            }
            if (reports.stream().allMatch(OmopReport.Table::known)) {
                return new OmopReport(Optional.of(current), reports, List.of());
            }
            progress.println("checking the tables");
            List<OmopChecks.Result> checks = new OmopChecks(cdm, tables, lake, memory, loaded, concepts.vocabularies()).check(lake.stage("omop_checks"));
            boolean conforms = checks.stream().filter(check -> check.kind().equals(OmopChecks.CONFORMANCE)).allMatch(OmopChecks.Result::passes);
            if (conforms) {
                built.forEach(table -> lake.measured(table.description().table(), MeasurementJson.write(new OmopMeasurement(cdm, checks).of(table, lake.nextNumber(), clock.instant()))));
            }
            return new OmopReport(conforms ? Optional.of(lake.publish()) : Optional.empty(), reports, checks);
        }
    }
}
