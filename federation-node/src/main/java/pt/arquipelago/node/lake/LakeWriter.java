package pt.arquipelago.node.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The writing side, one at a time for a lake. Parquet files are written into {@link #stage staging}, moved into the table's
 * folder by {@link #commit}, and seen by readers only after {@link #publish}. Whoever is killed in between leaves the
 * previous lake version as it was; what it left behind is cleared by the next writer.
 */
public final class LakeWriter implements AutoCloseable {
    /** A Parquet file in staging, or one that the table holds already. */
    public record StagedFile(Path path, long rows) {}

    /**
     * What a table holds before a load.
     *
     * @param loads what tells the extracts that it was loaded from
     */
    public record Base(long deltaVersion, TableDescription description, List<StagedFile> files, List<String> loads) {}

    private final Path root;
    private final Clock clock;
    private final LakeVersions versions;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final Map<String, Long> committed = new TreeMap<>();
    private final RotationJournal journal;

    private LakeWriter(Path root, Clock clock, FileChannel lockChannel, FileLock lock) {
        this.root = root;
        this.clock = clock;
        this.versions = new LakeVersions(root);
        this.journal = new RotationJournal(root);
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /** @throws LakeException if another process writes to this lake at the moment, or a rotation was cut short */
    public static LakeWriter open(Path root, Clock clock) {
        LakeWriter writer = locked(root, clock);
        if (writer.journal.read(writer.current()).isPresent()) {
            writer.close();
            throw new LakeException("a rotation of this lake's pseudonyms was cut short; finish it with 'keys rotate' first");
        }
        return writer;
    }

    /**
     * For a rotation to these pseudonyms; tables that an earlier run, cut short, has rotated already are kept as they are.
     *
     * @throws LakeException if another process writes to this lake at the moment
     */
    public static LakeWriter openForRotation(Path root, Clock clock, LakeVersion.Pseudonyms target) {
        LakeWriter writer = locked(root, clock);
        writer.journal.read(writer.current()).filter(begun -> begun.target().equals(target)).ifPresent(begun -> writer.committed.putAll(begun.tables()));
        return writer;
    }

    private static LakeWriter locked(Path root, Clock clock) {
        Path folder = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(folder.resolve("_lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new LakeException("another ingest writes to the lake " + folder + " at the moment; wait until it ends");
            }
            LakeWriter writer = new LakeWriter(folder, clock, channel, lock);
            writer.clearStaging();
            new MeasurementFiles(folder).clearAfter(writer.current().number());
            return writer;
        } catch (IOException e) {
            throw new LakeException("the lake " + folder + " cannot be written", e);
        }
    }

    /** An empty folder for the Parquet files of a table, on the same file system as the lake. */
    public Path stage(String table) {
        try {
            Path folder = staging().resolve(table);
            delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LakeException("no room can be made for the table " + table, e);
        }
    }

    /** The table as readers see it, or as this writer has committed it; what an earlier one left unfinished does not count. */
    public Optional<Base> base(String table) {
        Long version = committed.getOrDefault(table, versions.current().tables().get(table));
        if (version == null) {
            return Optional.empty();
        }
        DeltaTable.Content content = new DeltaTable(root.resolve(table)).read(version);
        TableDescription description = new DescriptionMetadata(new CodeListFiles(root)).read(table, content.metadata());
        List<StagedFile> files = content.files().stream().map(file -> new StagedFile(file.path(), file.rows())).toList();
        return Optional.of(new Base(version, description, files, DescriptionMetadata.loads(content.metadata())));
    }

    /** Replaces all rows by those of the staged files; which extracts they came from stays as it was. One Delta commit; returns its version, which nobody sees yet. */
    public long replace(TableDescription description, List<StagedFile> staged) {
        return commit(description, staged, loads(description.table()));
    }

    /**
     * Makes these files the whole table: one Delta commit. Returns its version, which nobody sees yet.
     *
     * @param files in staging, or the table's own that are to stay
     * @param loads what tells the extracts that they came from
     */
    public long commit(TableDescription description, List<StagedFile> files, List<String> loads) {
        Path folder = root.resolve(description.table());
        return become(description, files.stream()
                .map(file -> file.path().startsWith(folder) ? file : new StagedFile(place(description.table(), file), file.rows())).toList(), loads);
    }

    /** Moves a staged file into the table's folder, where it is part of no version yet. */
    public Path place(String table, StagedFile staged) {
        Path folder = root.resolve(table);
        try {
            Files.createDirectories(folder);
            AtomicFile.flush(staged.path());
            Path target = folder.resolve("part-" + UUID.randomUUID() + ".parquet");
            Files.move(staged.path(), target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new LakeException("the table " + table + " cannot be written", e);
        }
    }

    /** Makes the whole table consist of these files of its folder: one Delta commit. Returns its version, which nobody sees yet. */
    public long become(TableDescription description, List<StagedFile> placed) {
        return become(description, placed, loads(description.table()));
    }

    private List<String> loads(String table) {
        return base(table).map(Base::loads).orElse(List.of());
    }

    private long become(TableDescription description, List<StagedFile> placed, List<String> loads) {
        Path folder = root.resolve(description.table());
        try {
            Files.createDirectories(folder);
            List<DeltaTable.DataFile> files = placed.stream().map(file -> new DeltaTable.DataFile(file.path(), file.rows())).toList();
            AtomicFile.flushFolder(folder);
            DeltaTable table = new DeltaTable(folder);
            DescriptionMetadata metadata = new DescriptionMetadata(new CodeListFiles(root));
            long version = table.replace(metadata.write(description, loads, table.newestMetadata(), clock.millis()), files);
            committed.put(description.table(), version);
            return version;
        } catch (IOException e) {
            throw new LakeException("the table " + description.table() + " cannot be written", e);
        }
    }

    /** The newest lake version, on which the next is built. */
    public LakeVersion current() {
        return versions.current();
    }

    /** All versions that are kept, the oldest first. */
    public List<LakeVersion> versions() {
        return versions.all();
    }

    public TableSnapshot snapshot(LakeVersion version, String table) {
        return Lake.open(root).snapshot(version, table);
    }

    /**
     * After an erasure: every lake version names the Delta versions that took the places of others.
     *
     * @param moved by table, from one Delta version to another
     * @return the lake versions that were changed
     */
    public Set<Long> erased(Map<String, Map<Long, Long>> moved) {
        Set<Long> changed = new TreeSet<>();
        for (LakeVersion version : versions.all()) {
            Map<String, Long> tables = new TreeMap<>(version.tables());
            tables.replaceAll((table, delta) -> moved.getOrDefault(table, Map.of()).getOrDefault(delta, delta));
            if (!tables.equals(version.tables())) {
                versions.write(new LakeVersion(version.number(), tables, version.at(), version.pseudonyms(), Optional.of(clock.instant())));
                changed.add(version.number());
            }
        }
        committed.clear();
        return changed;
    }

    /** Deletes every data file that no lake version names any more. */
    public void vacuum() {
        TrailFiles.keepOnly(root, current());
        Map<String, Set<Path>> named = new TreeMap<>();
        for (LakeVersion version : versions.all()) {
            version.tables().keySet().forEach(table -> named.computeIfAbsent(table, name -> new HashSet<>()).addAll(snapshot(version, table).files()));
        }
        for (Map.Entry<String, Set<Path>> table : named.entrySet()) {
            try (Stream<Path> files = Files.list(root.resolve(table.getKey()))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".parquet") && !table.getValue().contains(path)).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new LakeException("files of the table " + table.getKey() + " that are no longer needed cannot be deleted", e);
            }
        }
    }

    /** The number that {@link #publish} will give. */
    public long nextNumber() {
        return current().number() + 1;
    }

    /** Where the trail of persons of a table's version lies, or is to be written. */
    public Path trail(String table, long deltaVersion) {
        try {
            return TrailFiles.file(root, table, deltaVersion);
        } catch (IOException e) {
            throw new LakeException("the trail of the table " + table + " cannot be written", e);
        }
    }

    /** Keeps what was measured of a table that this writer has committed; it is seen with the next version. */
    public void measured(String table, byte[] measurement) {
        new MeasurementFiles(root).write(table, nextNumber(), measurement);
    }

    /** The files of a table in a version, which may be seen by nobody yet. */
    public List<Path> files(String table, long deltaVersion) {
        return new DeltaTable(root.resolve(table)).read(deltaVersion).files().stream().map(DeltaTable.DataFile::path).toList();
    }

    /** The trail of a table in the newest version. */
    public Optional<Path> trailBefore(String table) {
        return Lake.open(root).trail(current(), table);
    }

    /** The registry of opt-outs, to be changed. */
    public OptOuts optOuts() {
        return new OptOuts(root);
    }

    /** Whether the table was replaced since {@link #open}, or by the rotation that this one continues. */
    public boolean isReplaced(String table) {
        return committed.containsKey(table);
    }

    /** Notes how far a rotation came, so that another run can continue it. */
    public void noteRotation(LakeVersion.Pseudonyms target) {
        journal.write(new RotationJournal.Begun(current().number(), target, committed));
    }

    /** The same with the pseudonyms that the lake has. */
    public LakeVersion publish() {
        return publish(versions.current().pseudonyms());
    }

    public LakeVersion publish(LakeVersion.Pseudonyms pseudonyms) {
        return publish(Optional.of(pseudonyms));
    }

    /** Makes all that was replaced since {@link #open} the new lake version; the other tables stay as they are. */
    private LakeVersion publish(Optional<LakeVersion.Pseudonyms> pseudonyms) {
        LakeVersion current = versions.current();
        Map<String, Long> tables = new TreeMap<>(current.tables());
        tables.putAll(committed);
        LakeVersion next = new LakeVersion(current.number() + 1, tables, clock.instant(), pseudonyms, Optional.empty());
        versions.publish(next);
        journal.delete();
        TrailFiles.keepOnly(root, next);
        return next;
    }

    @Override
    public void close() {
        try (lockChannel) {
            clearStaging();
            lock.release();
        } catch (IOException e) {
            throw new LakeException("the lake " + root + " cannot be left in order", e);
        }
    }

    private Path staging() {
        return root.resolve("_staging");
    }

    private void clearStaging() throws IOException {
        delete(staging());
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
