package pt.arquipelago.node.omop;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.IngestFailure;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.ingest.StagedTable;
import pt.arquipelago.node.ingest.Trail;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.Base;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.ColumnCount;

/** One OMOP table on its way into the lake: its mappings run one after another, each into files of its own, and one commit. */
final class OmopLoad {
    private final Cdm cdm;
    private final OmopTable table;
    private final ConceptMap concepts;
    private final LakeWriter lake;
    private final LocalDate loaded;
    private final List<String> numbered;
    private final List<String> sources;

    /** @param numbered all source tables, in the order of their numbers */
    OmopLoad(Cdm cdm, OmopTable table, ConceptMap concepts, LakeWriter lake, LocalDate loaded, List<String> numbered) {
        this.cdm = cdm;
        this.table = table;
        this.concepts = concepts;
        this.lake = lake;
        this.loaded = loaded;
        this.numbered = List.copyOf(numbered);
        this.sources = table.rows().stream().filter(rows -> rows.sources().stream().anyMatch(source -> lake.base(source).isPresent()))
                .flatMap(rows -> Stream.concat(rows.sources().stream(), rows.also().stream())).distinct().filter(source -> lake.base(source).isPresent()).toList();
    }

    /** Whether the lake holds a table that gives rows. */
    boolean hasSources() {
        return table.rows().stream().flatMap(rows -> rows.sources().stream()).anyMatch(sources::contains);
    }

    /** Whether it was built already out of the same versions of the same tables, by the same mappings. */
    boolean isCurrent() {
        return lake.base(table.table()).map(Base::loads).filter(madeOf()::equals).isPresent();
    }

    /** Whose versions, numbers and mappings the table is made of: it stands in the commit's metadata. */
    private List<String> madeOf() {
        return Stream.concat(new TreeSet<>(sources).stream().map(source -> source + "@" + lake.base(source).orElseThrow().deltaVersion() + (numbered.contains(source) ? "#" + numbered.indexOf(source) : "")),
                Stream.concat(Stream.of("mapping:" + table.digest()), table.mapsConcepts() ? Stream.of("concepts:" + concepts.digest()) : Stream.of())).toList();
    }

    /** @param columns of the fields that are filled, how many rows have a value */
    record Built(OmopReport.Table report, TableDescription description, Measurement.Size size, List<ColumnCount> columns) {}

    Built build(Path staging, String memory, List<OmopTable> all) {
        try (Engine engine = Engine.forLake(memory, staging.resolve("spill"))) {
            concepts.create(engine);
            LakeViews views = new LakeViews(engine, lake, numbered);
            List<Path> files = new ArrayList<>();
            Map<String, Long> rows = new LinkedHashMap<>();
            for (OmopRows each : table.rows()) {
                for (String source : each.sources().stream().filter(sources::contains).toList()) {
                    views.of(source);
                    for (String also : each.also()) {
                        if (sources.contains(also)) {
                            views.of(also);
                        } else {
                            views.empty(all.stream().filter(other -> other.table().equals(also)).findFirst().orElseThrow());
                        }
                    }
                    List<Path> part = StagedTable.written(engine, staging.resolve("part" + files.size() + "-" + source), select(engine, each, source, files));
                    long count = engine.number("SELECT count(*) FROM " + StagedTable.parquet(part));
                    if (count > 0) {
                        files.addAll(part);
                        rows.merge(source, count, Long::sum);
                    }
                }
            }
            StagedTable staged = new StagedTable(engine, files);
            int minimum = bases().mapToInt(base -> base.description().minimumPersons()).max().orElse(1);
            boolean synthetic = bases().anyMatch(base -> base.description().texts().catalogue().synthetic());
            Measurement.Size size = staged.size(table.subject().column(), table.period());
            TableDescription description = table.describe(size.figures(), minimum, synthetic);
            List<StagedFile> made = staged.files();
            Map<String, OmopReport.Mapped> mapped = mapped(engine, files);
            List<ColumnCount> columns = staged.filled(table.fields().stream().filter(field -> table.filled().contains(field.name())).toList());
            long version = lake.commit(description, made, madeOf());
            Trail.extend(engine, lake, description, version, lake.files(table.table(), version));
            return new Built(new OmopReport.Table(table.table(), version, false, rows, mapped), description, size, columns);
        } catch (SQLException e) {
            throw Engine.failure("The table " + table.table() + " could not be built, and the lake is as it was", e);
        }
    }

    private Stream<Base> bases() {
        return sources.stream().map(source -> lake.base(source).orElseThrow());
    }

    private String select(Engine engine, OmopRows rows, String source, List<Path> before) throws SQLException {
        String sql = rows.sql().replace(OmopRows.SOURCE, Sql.name(source)).replace(OmopRows.LOADED, "DATE '" + loaded + "'");
        Set<String> given = columns(engine, rows, sql);
        List<String> fields = new ArrayList<>();
        StringBuilder joins = new StringBuilder();
        Map<String, String> mapped = new HashMap<>();
        for (OmopRows.Concept concept : rows.concepts()) {
            String map = "m" + mapped.size() / 2;
            String vocabulary = concept.vocabularyIsColumn() ? "r." + Sql.name(concept.vocabularyColumn()) : Sql.text(concept.vocabulary());
            joins.append(" LEFT JOIN ").append(ConceptMap.targets(cdm.field(table.name(), concept.field()).domain())).append(' ').append(map).append(" ON ").append(map).append(".vocabulary = ")
                    .append(vocabulary).append(" AND ").append(map).append(".code = r.").append(Sql.name(concept.code()));
            String found = "coalesce(" + map + ".concept, 0)";
            mapped.put(concept.field(), cdm.field(table.name(), concept.field()).required() ? found : "CASE WHEN r." + Sql.name(concept.code()) + " IS NOT NULL THEN " + found + " END");
            mapped.put(concept.sourceField(), map + ".source_concept");
        }
        for (ColumnDescription field : table.fields()) {
            String value;
            if (mapped.containsKey(field.name()) && !given.contains(field.name())) {
                value = mapped.get(field.name());
            } else if (field.name().equals(Subject.PERSON) && table.subject() instanceof Subject.EachRow) {
                value = "row_number() OVER ()" + (before.isEmpty() ? "" : " + (SELECT count(*) FROM " + StagedTable.parquet(before) + ")");
            } else {
                value = given.contains(field.name()) ? "TRY_CAST(r." + Sql.name(field.name()) + " AS " + LakeViews.type(field.type()) + ")" : "NULL::" + LakeViews.type(field.type());
            }
            fields.add(value + " AS " + Sql.name(field.name()));
        }
        return "SELECT " + String.join(", ", fields) + " FROM (" + distinct(sql, before) + ") r" + joins;
    }

    /** Where several sources give one key, the first that gives it counts, and of its rows the lowest by its values from left to right, so that a table is the same each time. */
    private String distinct(String sql, List<Path> before) {
        if (!table.oneRowByKey()) {
            return sql;
        }
        String key = Sql.name(table.key(cdm));
        String others = before.isEmpty() ? "" : " ANTI JOIN " + StagedTable.parquet(before) + " USING (" + key + ")";
        return "SELECT unnest(lowest) FROM (SELECT min(whole_row) AS lowest FROM (SELECT * FROM (" + sql + ")" + others + ") whole_row GROUP BY whole_row." + key + ")";
    }

    private Set<String> columns(Engine engine, OmopRows rows, String sql) throws SQLException {
        Set<String> given = new LinkedHashSet<>();
        engine.query("DESCRIBE " + sql, row -> given.add(row.getString(1)));
        Set<String> known = new TreeSet<>(table.filled());
        rows.concepts().stream().filter(OmopRows.Concept::vocabularyIsColumn).forEach(concept -> known.add(concept.vocabularyColumn()));
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IngestFailure("omop/" + table.name() + ".yaml: the SQL of " + String.join(", ", rows.sources()) + " gives columns that its fields do not describe: " + String.join(", ", unknown) + ".");
        }
        for (OmopRows.Concept concept : rows.concepts()) {
            if (!given.contains(concept.code()) || concept.vocabularyIsColumn() && !given.contains(concept.vocabularyColumn())) {
                throw new IngestFailure("omop/" + table.name() + ".yaml: the SQL of " + String.join(", ", rows.sources()) + " does not give the columns by which " + concept.field() + " is mapped.");
            }
        }
        return given;
    }

    /** By field that the map of concepts fills: of the rows that have a concept, how many have another than 0. */
    private Map<String, OmopReport.Mapped> mapped(Engine engine, List<Path> files) throws SQLException {
        List<String> fields = table.rows().stream().flatMap(rows -> rows.concepts().stream()).map(OmopRows.Concept::field).distinct().toList();
        Map<String, OmopReport.Mapped> mapped = new LinkedHashMap<>();
        if (!fields.isEmpty() && !files.isEmpty()) {
            engine.query("SELECT " + fields.stream().map(field -> "count(" + Sql.name(field) + "), count_if(" + Sql.name(field) + " <> 0)").collect(Collectors.joining(", ")) + " FROM " + StagedTable.parquet(files), row -> {
                for (int i = 0; i < fields.size(); i++) {
                    mapped.put(fields.get(i), new OmopReport.Mapped(row.getLong(2 * i + 1), row.getLong(2 * i + 2)));
                }
            });
        }
        return mapped;
    }
}
