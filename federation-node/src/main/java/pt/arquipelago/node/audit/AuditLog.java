package pt.arquipelago.node.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.transparency.LeafFile;
import pt.arquipelago.policies.transparency.MerkleTree;
import pt.arquipelago.policies.transparency.SignedHead;
import pt.arquipelago.policies.transparency.TreeHead;

/**
 * A node's append-only audit log: a file of JSON lines which are the leaves of one RFC 9162 tree. An entry is on disk before
 * {@link #append} returns. Each line also carries its index and the digest of the line before, so that a verifier can name the line
 * that was touched; the heads that the access body keeps show a rewritten or cut log even to someone who distrusts the node.
 */
public final class AuditLog implements AutoCloseable {
    /** The log's name in its folder. */
    public static final String FILE = "log.jsonl";
    static final String HEADS = "heads.jws";
    /** The link of the first line. */
    static final String NO_LINE = CanonicalJson.digest(new byte[0]);

    private final String node;
    private final SigningKey key;
    private final Clock clock;
    private final MerkleTree tree;
    private final FileChannel lines;
    private final FileChannel heads;
    private String previous;
    private boolean broken = false;

    AuditLog(String node, SigningKey key, Clock clock, MerkleTree tree, String previous, FileChannel lines, FileChannel heads) {
        this.node = requireNonNull(node, "node is null");
        this.key = requireNonNull(key, "key is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.tree = requireNonNull(tree, "tree is null");
        this.previous = requireNonNull(previous, "previous is null");
        this.lines = requireNonNull(lines, "lines is null");
        this.heads = requireNonNull(heads, "heads is null");
    }

    /**
     * Opens the log in a folder, making it if need be.
     *
     * @throws AuditUnavailableException when it cannot be read, written or is in use; the node does not start then
     */
    public static AuditLog open(Path folder, String node, SigningKey key, Clock clock) {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            FileChannel lines = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            requireAlone(lines, file);
            dropUnfinishedLine(lines);
            MerkleTree tree = new MerkleTree();
            String[] last = {NO_LINE};
            LeafFile.read(file, line -> {
                tree.append(line);
                last[0] = CanonicalJson.digest(line);
            });
            lines.position(lines.size());
            FileChannel heads = FileChannel.open(folder.resolve(HEADS), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            return new AuditLog(node, key, clock, tree, last[0], lines, heads);
        } catch (IOException e) {
            throw new AuditUnavailableException("The audit log " + file + " cannot be opened (" + e.getClass().getSimpleName()
                    + "). Without it nothing may leave: give the node the right to write there, or make room on the disk.");
        }
    }

    /**
     * Writes an entry and flushes it to disk.
     *
     * @throws AuditUnavailableException when it is not certain to be there; then nothing may leave
     */
    public synchronized AuditReceipt append(AuditEntry entry) {
        long index = append(StrictJson.write(entry));
        return new AuditReceipt(index, tree.head(), entry);
    }

    /**
     * Writes what a checker did and flushes it to disk. It lets nothing leave: a cell that is released leaves with an answer, which has an entry of its own.
     *
     * @throws AuditUnavailableException when it is not certain to be there
     */
    public synchronized void append(ReviewEntry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("review", StrictJson.write(entry));
        append(json);
    }

    private long append(ObjectNode json) {
        if (broken) {
            throw unavailable("an earlier entry could not be written");
        }
        json.put("index", tree.size()).put("at", clock.instant().toString()).put("previous", previous);
        byte[] line = CanonicalJson.bytes(json);
        writeWhole(line);
        long index = tree.append(line);
        previous = CanonicalJson.digest(line);
        keepHead();
        return index;
    }

    public TreeHead head() {
        return tree.head();
    }

    /**
     * The head as it stands, and what shows that the log only grew since somebody saw it.
     *
     * @param head signed with the node's key
     * @param since the size that was seen
     * @param proof RFC 9162 consistency proof between both; empty when there is nothing to prove, or nothing that could be proven
     */
    public record Growth(String head, long since, List<byte[]> proof) {}

    public synchronized Growth since(long size) {
        return new Growth(signedHead(), size, size > tree.size() ? List.of() : tree.consistencyProof(size, tree.size()));
    }

    private String signedHead() {
        return Jws.sign(key, MessageType.HEAD, SignedHead.of(node, tree.head(), clock.instant().getEpochSecond()));
    }

    @Override
    public synchronized void close() {
        try {
            lines.close();
            heads.close();
        } catch (IOException e) {
            throw unavailable("it cannot be closed");
        }
    }

    private void writeWhole(byte[] line) {
        long start = -1;
        try {
            start = lines.position();
            ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
            while (bytes.hasRemaining()) {
                lines.write(bytes);
            }
            lines.force(true);
        } catch (IOException e) {
            takeBack(start);
            throw unavailable(e.getClass().getSimpleName());
        }
    }

    /** Half a line is cut away; if even that fails, the log is closed for good until the node starts again. */
    private void takeBack(long start) {
        try {
            lines.truncate(start);
            lines.position(start);
            lines.force(true);
        } catch (IOException | IllegalArgumentException e) {
            broken = true;
        }
    }

    /** Beside the log, so that `audit verify` finds a rewriting without asking anyone; whoever distrusts the node asks the access body. */
    private void keepHead() {
        try {
            heads.write(ByteBuffer.wrap((signedHead() + "\n").getBytes(StandardCharsets.US_ASCII)));
            heads.force(false);
        } catch (IOException e) {
            broken = true;
            throw unavailable("its heads cannot be kept");
        }
    }

    private static void requireAlone(FileChannel lines, Path file) throws IOException {
        try {
            FileLock lock = lines.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Said below, as when another process holds it.
        }
        lines.close();
        throw new AuditUnavailableException("The audit log " + file + " is in use by another process. One node owns one state folder: stop the other first.");
    }

    /** A line without its end was never confirmed to anyone: the machine stopped while it was written. */
    private static void dropUnfinishedLine(FileChannel lines) throws IOException {
        long end = lines.size();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (end > 0) {
            one.clear();
            lines.read(one, end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        if (end < lines.size()) {
            lines.truncate(end);
            lines.force(true);
        }
    }

    private static AuditUnavailableException unavailable(String cause) {
        return new AuditUnavailableException("The audit log cannot be written (" + cause + "), so nothing leaves. Make room on its disk and give the node the right to write there.");
    }
}
