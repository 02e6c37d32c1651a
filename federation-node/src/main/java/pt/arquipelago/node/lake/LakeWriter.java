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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The writing side, one at a time for a lake. Parquet files are written into {@link #stage staging}, moved into the table's
 * folder by {@link #replace}, and seen by readers only after {@link #publish}. Whoever is killed in between leaves the
 * previous lake version as it was; what it left behind is cleared by the next writer.
 */
public final class LakeWriter implements AutoCloseable {
    /** A Parquet file in staging. */
    public record StagedFile(Path path, long rows) {}

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

    /** Replaces the whole table by the staged files: one Delta commit. Returns its version, which nobody sees yet. */
    public long replace(TableDescription description, List<StagedFile> staged) {
        Path folder = root.resolve(description.table());
        try {
            Files.createDirectories(folder);
            List<DeltaTable.DataFile> files = new ArrayList<>();
            for (StagedFile file : staged) {
                AtomicFile.flush(file.path());
                Path target = folder.resolve("part-" + UUID.randomUUID() + ".parquet");
                Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
                files.add(new DeltaTable.DataFile(target, file.rows()));
            }
            AtomicFile.flushFolder(folder);
            DeltaTable table = new DeltaTable(folder);
            DescriptionMetadata metadata = new DescriptionMetadata(new CodeListFiles(root));
            long version = table.replace(metadata.write(description, table.newestMetadata(), clock.millis()), files);
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
        LakeVersion next = new LakeVersion(current.number() + 1, tables, clock.instant(), pseudonyms);
        versions.publish(next);
        journal.delete();
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
