package pt.arquipelago.node.ingest;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import pt.arquipelago.node.lake.BoundToPersons;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeVersion.Pseudonyms;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableSnapshot;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.pseudonym.EpochStep;

/**
 * Gives all pseudonyms of a lake a new epoch, from the pseudonyms alone: each table is rewritten and committed once, unseen,
 * and the next lake version names all of them. Cut short at any moment, it continues where it was; until its last step
 * readers see the version before, whole.
 */
public final class Rotation {
    private final Path root;
    private final String memory;
    private final Clock clock;
    private final List<BoundToPersons> bound;
    private final Consumer<String> progress;

    /** @param bound what outside the lake has to go with the pseudonyms */
    public Rotation(Path root, String memory, Clock clock, List<BoundToPersons> bound, Consumer<String> progress) {
        this.root = requireNonNull(root, "root is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.bound = List.copyOf(bound);
        this.progress = requireNonNull(progress, "progress is null");
    }

    /** @param next the lake's domain with one epoch more */
    public LakeVersion rotate(KeyedDomain next) {
        Pseudonyms target = new Pseudonyms(next.name(), next.fingerprints());
        try (LakeWriter writer = LakeWriter.openForRotation(root, clock, target)) {
            LakeVersion current = writer.current();
            requireNextEpoch(current, target);
            Lake lake = Lake.open(root);
            writer.noteRotation(target);
            progress.accept("begun");
            for (String table : current.tables().keySet()) {
                if (!writer.isReplaced(table)) {
                    rotate(writer, lake.snapshot(current, table), next.newestStep());
                    progress.accept(table + " committed");
                    writer.noteRotation(target);
                }
                progress.accept(table + " rotated");
            }
            List<BoundToPersons> moved = new ArrayList<>(List.of(writer.optOuts()));
            moved.addAll(bound);
            for (BoundToPersons each : moved) {
                each.intoEpoch(target.epoch(), next.newestStep()::next);
                progress.accept(each + " moved");
            }
            LakeVersion version = writer.publish(target);
            progress.accept("published");
            return version;
        }
    }

    private static void requireNextEpoch(LakeVersion current, Pseudonyms target) {
        boolean next = current.pseudonyms().filter(made -> made.domain().equals(target.domain()) && made.epoch() + 1 == target.epoch()
                && target.keys().subList(0, made.keys().size()).equals(made.keys())).isPresent();
        if (!next) {
            throw new IngestFailure("The lake cannot be rotated into this epoch: it was made with other keys or another domain, or holds nothing yet.");
        }
    }

    private void rotate(LakeWriter writer, TableSnapshot table, EpochStep step) {
        Path staging = writer.stage(table.table());
        try (Engine engine = Engine.forLake(memory, staging.resolve("spill"))) {
            engine.functions().register(step);
            String columns = pseudonyms(table).stream().map(column -> Functions.NEXT_EPOCH + "(" + column + ") AS " + column).collect(Collectors.joining(", "));
            List<StagedFile> files = new ArrayList<>();
            for (Path file : table.files()) {
                Path staged = staging.resolve(file.getFileName());
                long rows = engine.execute("COPY (SELECT *" + (columns.isEmpty() ? "" : " REPLACE (" + columns + ")") + " FROM read_parquet(" + Sql.text(file.toString())
                        + ")) TO " + Sql.text(staged.toString()) + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ExtractQuery.ROW_GROUP + ")");
                files.add(new StagedFile(staged, rows));
            }
            long version = writer.replace(table.description(), files);
            Trail.rotate(engine, writer, table.table(), version, step);
        } catch (SQLException e) {
            throw Engine.failure("The table " + table.table() + " could not be rotated, and the lake is as it was", e);
        }
    }

    /** Where each row is a person, its number is none. */
    private static List<String> pseudonyms(TableSnapshot table) {
        boolean numbered = table.description().subject() instanceof Subject.EachRow;
        return table.description().columns().stream().filter(ColumnDescription::isPseudonym).map(ColumnDescription::name)
                .filter(name -> !(numbered && name.equals(Subject.PERSON))).map(Sql::name).toList();
    }
}
