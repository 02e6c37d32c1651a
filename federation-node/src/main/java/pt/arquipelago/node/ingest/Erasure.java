package pt.arquipelago.node.ingest;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pt.arquipelago.node.lake.BoundToPersons;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.lake.TableSnapshot;

/**
 * Erases persons on demand: out of every table and every lake version that is kept, out of what else is bound to pseudonyms,
 * and off the disk. A version that held one of them stays, without the rows, and says since when; what was answered from it
 * cannot be made again. Cut short, it is done again from the start and ends the same.
 */
public final class Erasure {
    private static final String ERASED = "erased";

    private final Path root;
    private final String memory;
    private final Clock clock;
    private final List<BoundToPersons> bound;

    /**
     * @param rows that were erased, in all versions together
     * @param versions lake versions that held one of the persons
     */
    public record Outcome(long rows, Set<Long> versions, LakeVersion newest) {}

    /** @param bound what outside the lake has to forget the persons */
    public Erasure(Path root, String memory, Clock clock, List<BoundToPersons> bound) {
        this.root = requireNonNull(root, "root is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.bound = List.copyOf(bound);
    }

    /** @param pseudonyms of the persons in every epoch */
    public Outcome erase(Set<Long> pseudonyms) {
        try (LakeWriter writer = LakeWriter.open(root, clock)) {
            List<LakeVersion> versions = writer.versions();
            Map<String, Map<Long, Long>> moved = new TreeMap<>();
            long rows = 0;
            for (String table : versions.stream().flatMap(version -> version.tables().keySet().stream()).collect(Collectors.toCollection(TreeSet::new))) {
                OneTable one = new OneTable(writer, table, versions, pseudonyms);
                moved.put(table, one.rewrite());
                rows += one.rows;
            }
            Set<Long> touched = writer.erased(moved);
            writer.optOuts().forget(pseudonyms);
            bound.forEach(each -> each.forget(pseudonyms));
            LakeVersion newest = touched.isEmpty() ? writer.current() : writer.publish();
            writer.vacuum();
            return new Outcome(rows, touched, newest);
        }
    }

    /** The versions of one table. */
    private final class OneTable {
        private final LakeWriter writer;
        private final String table;
        private final Map<Long, TableSnapshot> snapshots = new TreeMap<>();
        private final Set<Long> pseudonyms;
        private final long newest;
        private long rows = 0;

        OneTable(LakeWriter writer, String table, List<LakeVersion> versions, Set<Long> pseudonyms) {
            this.writer = writer;
            this.table = table;
            this.pseudonyms = pseudonyms;
            for (LakeVersion version : versions) {
                Long delta = version.tables().get(table);
                if (delta != null) {
                    snapshots.computeIfAbsent(delta, d -> writer.snapshot(version, table));
                }
            }
            this.newest = writer.current().tables().getOrDefault(table, -1L);
        }

        /** From each Delta version that held one of the persons to the one that takes its place. */
        Map<Long, Long> rewrite() {
            Path staging = writer.stage(table);
            try (Engine engine = Engine.forLake(memory, staging.resolve("spill"))) {
                engine.execute("CREATE TEMP TABLE " + ERASED + " AS SELECT unnest([" + pseudonyms.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + "])::BIGINT AS person");
                Map<Path, Optional<StagedFile>> rewritten = new LinkedHashMap<>();
                for (TableSnapshot snapshot : snapshots.values()) {
                    for (Path file : snapshot.files()) {
                        if (!rewritten.containsKey(file) && holds(engine, file, snapshot.description())) {
                            rewritten.put(file, without(engine, file, snapshot.description(), staging));
                        }
                    }
                }
                return commit(engine, placed(rewritten));
            } catch (SQLException e) {
                throw Engine.failure("The table " + table + " could not be searched, and nothing was erased yet", e);
            }
        }

        private boolean holds(Engine engine, Path file, TableDescription description) throws SQLException {
            List<String> columns = pseudonyms(description);
            if (columns.isEmpty()) {
                return false;
            }
            long[] found = new long[1];
            engine.query("SELECT count(*) FROM " + read(file) + " WHERE " + columns.stream().map(OneTable::isErased).collect(Collectors.joining(" OR ")),
                    row -> found[0] = row.getLong(1));
            return found[0] > 0;
        }

        /** The subject's rows go; where the person stands in another's row, its pseudonym does. */
        private Optional<StagedFile> without(Engine engine, Path file, TableDescription description, Path staging) throws SQLException {
            String subject = Sql.name(description.subject().column());
            List<String> others = pseudonyms(description).stream().filter(column -> !column.equals(subject)).toList();
            String replaced = others.stream().map(column -> "CASE WHEN " + isErased(column) + " THEN NULL ELSE " + column + " END AS " + column).collect(Collectors.joining(", "));
            String keep = description.subject() instanceof Subject.EachRow ? "true" : "NOT coalesce(" + isErased(subject) + ", false)";
            long[] before = new long[1];
            engine.query("SELECT count(*) FROM " + read(file), row -> before[0] = row.getLong(1));
            Path staged = staging.resolve(file.getFileName());
            long left = engine.execute("COPY (SELECT *" + (replaced.isEmpty() ? "" : " REPLACE (" + replaced + ")") + " FROM " + read(file) + " WHERE " + keep
                    + ") TO " + Sql.text(staged.toString()) + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ExtractQuery.ROW_GROUP + ")");
            rows += before[0] - left;
            return left == 0 ? Optional.empty() : Optional.of(new StagedFile(staged, left));
        }

        private Map<Path, Optional<Path>> placed(Map<Path, Optional<StagedFile>> rewritten) {
            Map<Path, Optional<Path>> placed = new LinkedHashMap<>();
            rewritten.forEach((file, instead) -> placed.put(file, instead.map(staged -> writer.place(table, staged))));
            return placed;
        }

        /** The newest version is committed last, so that the table's head is what the lake's newest version names. */
        private Map<Long, Long> commit(Engine engine, Map<Path, Optional<Path>> placed) throws SQLException {
            Map<Long, Long> moved = new TreeMap<>();
            List<TableSnapshot> order = new ArrayList<>(snapshots.values());
            order.sort((a, b) -> Boolean.compare(a.deltaVersion() == newest, b.deltaVersion() == newest));
            for (TableSnapshot snapshot : order) {
                boolean touched = snapshot.files().stream().anyMatch(placed::containsKey);
                if (touched || snapshot.deltaVersion() == newest && !moved.isEmpty()) {
                    List<Path> files = snapshot.files().stream().flatMap(file -> placed.getOrDefault(file, Optional.of(file)).stream()).toList();
                    long version = writer.become(figured(engine, snapshot.description(), files), counted(engine, files));
                    moved.put(snapshot.deltaVersion(), version);
                    if (snapshot.deltaVersion() == newest) {
                        Trail.forget(engine, writer, table, version, ERASED);
                    }
                }
            }
            return moved;
        }

        private TableDescription figured(Engine engine, TableDescription description, List<Path> files) throws SQLException {
            long[] counts = new long[3];
            if (!files.isEmpty()) {
                engine.query("SELECT coalesce(sum(n), 0), count(*), coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM " + read(files)
                        + " GROUP BY " + Sql.name(description.subject().column()) + ")", row -> {
                            for (int i = 0; i < counts.length; i++) {
                                counts[i] = row.getLong(i + 1);
                            }
                        });
            }
            TableFigures figures = description.figures();
            return description.withFigures(new TableFigures(counts[0], counts[1], counts[2], figures.from(), figures.to()));
        }

        private List<StagedFile> counted(Engine engine, List<Path> files) throws SQLException {
            List<StagedFile> counted = new ArrayList<>();
            for (Path file : files) {
                engine.query("SELECT count(*) FROM " + read(file), row -> counted.add(new StagedFile(file, row.getLong(1))));
            }
            return counted;
        }

        private static List<String> pseudonyms(TableDescription description) {
            Set<String> numbered = description.subject() instanceof Subject.EachRow ? Set.of(Subject.PERSON) : Set.of();
            return description.columns().stream().filter(ColumnDescription::isPseudonym).map(ColumnDescription::name)
                    .filter(name -> !new HashSet<>(numbered).contains(name)).map(Sql::name).toList();
        }

        private static String isErased(String column) {
            return column + " IN (SELECT person FROM " + ERASED + ")";
        }

        private static String read(Path file) {
            return read(List.of(file));
        }

        private static String read(List<Path> files) {
            return "read_parquet([" + files.stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", ")) + "])";
        }
    }
}
