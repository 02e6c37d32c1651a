package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A node's tables, read side. A lake is a folder:
 *
 * <pre>
 * CURRENT                 the number of the newest lake version, replaced atomically
 * _versions/7.json        lake version 7: which version of each table it holds
 * _code_lists/HEX.json    code lists, named by their digest
 * _trail/…                since and until when a person has rows
 * _opt_outs/0.tsv         who opted out of secondary use
 * _quality/source_dem/…   what each load measured of its table; exact, for the institution alone
 * source_dem/             a Delta table (protocol 1/2)
 * </pre>
 *
 * Whoever reads pins a {@link LakeVersion} and asks for its snapshots: these stay the same whatever is ingested meanwhile.
 */
public final class Lake {
    private final Path root;
    private final LakeVersions versions;

    private Lake(Path root) {
        this.root = root;
        this.versions = new LakeVersions(root);
    }

    /** Opens the lake in {@code root}; a folder that is absent or empty is the empty lake. */
    public static Lake open(Path root) {
        return new Lake(requireNonNull(root, "root is null").toAbsolutePath().normalize());
    }

    /** The newest lake version; number 0 without tables if nothing was ingested yet. */
    public LakeVersion current() {
        return versions.current();
    }

    /** @throws LakeException if there is no such version */
    public LakeVersion version(long number) {
        return versions.read(number);
    }

    /** The newest version with pseudonyms of an epoch, if the lake still has one. */
    public Optional<LakeVersion> newestOf(int epoch) {
        return versions.newestOf(epoch);
    }

    /** @throws LakeException if the version does not hold the table, or its files cannot be read */
    public TableSnapshot snapshot(LakeVersion version, String table) {
        Long deltaVersion = version.tables().get(table);
        if (deltaVersion == null) {
            throw new LakeException("lake version " + version.number() + " holds no table " + table);
        }
        DeltaTable delta = new DeltaTable(root.resolve(table));
        DeltaTable.Content content = delta.read(deltaVersion);
        TableDescription description = new DescriptionMetadata(new CodeListFiles(root)).read(table, content.metadata());
        List<Path> files = content.files().stream().map(DeltaTable.DataFile::path).sorted(Comparator.naturalOrder()).toList();
        long rows = content.files().stream().mapToLong(DeltaTable.DataFile::rows).sum();
        return new TableSnapshot(table, deltaVersion, files, rows, description);
    }

    /** The trail of the persons of a table, up to a version; absent for tables whose rows are the persons. */
    public Optional<Path> trail(LakeVersion version, String table) {
        return Optional.ofNullable(version.tables().get(table)).map(delta -> TrailFiles.path(root, table, delta)).filter(Files::exists);
    }

    /** What each load measured of a table up to a version, the oldest first; JSON, by {@code node.quality}. */
    public List<byte[]> measurements(LakeVersion version, String table) {
        return new MeasurementFiles(root).read(table, version.number());
    }

    /** Who opted out, as it stands now. */
    public OptOuts optOuts() {
        return new OptOuts(root);
    }

    /** The snapshots of all tables of a version, by name. */
    public List<TableSnapshot> snapshots(LakeVersion version) {
        return version.tables().keySet().stream().map(table -> snapshot(version, table)).toList();
    }

    /** The snapshot of a table in the newest version, if it is there. */
    public Optional<TableSnapshot> currentSnapshot(String table) {
        LakeVersion version = current();
        return version.tables().containsKey(table) ? Optional.of(snapshot(version, table)) : Optional.empty();
    }
}
