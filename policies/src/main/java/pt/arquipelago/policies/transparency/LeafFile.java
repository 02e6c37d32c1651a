package pt.arquipelago.policies.transparency;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A log as a file: one leaf a line, each ended by a line feed that is not part of the leaf. */
public final class LeafFile {
    private LeafFile() {
    }

    /**
     * Builds the tree anew from the file.
     *
     * @throws IOException also when the last line is not ended: it was cut off, or is still being written
     */
    public static MerkleTree tree(Path file) throws IOException {
        MerkleTree tree = new MerkleTree();
        read(file, tree::append);
        return tree;
    }

    /** Gives the bytes of each leaf in turn. */
    public static void read(Path file, Consumer<byte[]> leaf) throws IOException {
        requireNonNull(leaf, "leaf is null");
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    leaf.accept(line.toByteArray());
                    line.reset();
                } else {
                    line.write(b);
                }
            }
            if (line.size() > 0) {
                throw new IOException("The last line of " + file + " is not whole");
            }
        }
    }
}
