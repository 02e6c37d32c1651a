package pt.arquipelago.node.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.transparency.MerkleTree;

/** An audit log on a device that is full: Linux's {@code /dev/full}. */
public final class FullDevice {
    public static final Path DEVICE = Path.of("/dev/full");

    private FullDevice() {}

    public static AuditLog log(Path folder, SigningKey key, Clock clock) throws IOException {
        return new AuditLog("uls-coimbra", key, clock, new MerkleTree(), AuditLog.NO_LINE, FileChannel.open(DEVICE, StandardOpenOption.WRITE),
                FileChannel.open(folder.resolve("heads"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }
}
