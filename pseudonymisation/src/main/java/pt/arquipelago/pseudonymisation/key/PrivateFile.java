package pt.arquipelago.pseudonymisation.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read (mode 0600 from the first byte on) and that never replace another. */
public final class PrivateFile {

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private PrivateFile() {
    }

    /**
     * Writes a new file and forces it to disk.
     *
     * @throws KeyUnavailable if something stands there already or it cannot be written; then nothing is left behind
     */
    public static void write(Path file, byte[] content) {
        try (FileChannel channel = FileChannel.open(file, NEW, ownerOnly(file))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new KeyUnavailable(file + " exists already and is not overwritten: choose another name, or move the old file away yourself", e);
        } catch (IOException e) {
            removeHalfWritten(file);
            throw new KeyUnavailable(file + " cannot be written: see that its folder exists, may be written and has room", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
    }

    private static void removeHalfWritten(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The first error is the one to report.
        }
    }
}
