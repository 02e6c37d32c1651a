package pt.arquipelago.node.ingest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An extract that comes only once (standard input, the rows of a query), kept so that it can be read again: encrypted
 * under a key that lives in this process alone, in a file that has no name any more. Whoever is killed leaves nothing.
 */
public final class Spool implements Kept {
    private static final int KEY = 32;
    private static final int BLOCK = 16;
    private static final int BUFFER = 1 << 16;

    /** Writes what is to be kept. */
    @FunctionalInterface
    interface Filler {
        void fill(OutputStream to) throws IOException;
    }

    private final String name;
    private final FileChannel channel;
    private final byte[] key;

    private Spool(String name, FileChannel channel, byte[] key) {
        this.name = name;
        this.channel = channel;
        this.key = key;
    }

    public static Spool standardInput(InputStream in) {
        return of("standard input", to -> in.transferTo(to));
    }

    static Spool of(String name, Filler filler) {
        Spool spool = null;
        try {
            spool = empty(name);
            try (OutputStream to = spool.filling()) {
                filler.fill(to);
            }
            return spool;
        } catch (IOException e) {
            if (spool != null) {
                spool.close();
            }
            throw new IngestFailure("The extract from " + name + " could not be kept for a second reading (" + e.getClass().getSimpleName()
                    + "). Check that it comes to its end, and the room in " + System.getProperty("java.io.tmpdir") + ".");
        }
    }

    /** To be filled once and then read. */
    static Spool empty(String name) throws IOException {
        byte[] key = new byte[KEY];
        new SecureRandom().nextBytes(key);
        return new Spool(name, unnamed(), key);
    }

    /** Once. Closed without its channel: this is read again. */
    OutputStream filling() {
        return new CipherOutputStream(new BufferedOutputStream(new Unclosed(channel), BUFFER), cipher(Cipher.ENCRYPT_MODE));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public InputStream open() {
        return new CipherInputStream(new BufferedInputStream(new FromStart(channel), BUFFER), cipher(Cipher.DECRYPT_MODE));
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
        try {
            channel.close();
        } catch (IOException e) {
            throw new IngestFailure("The extract from " + name + " could not be given up.");
        }
    }

    /** The key is made for this one text, so a counter that begins at zero is used once. */
    private Cipher cipher(int mode) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES", e);
        }
    }

    private static FileChannel unnamed() throws IOException {
        Path file = Files.createTempFile("arquipelago-spool", null);
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(file);
        }
    }

    /** Writes to the channel and leaves it open. */
    private static final class Unclosed extends OutputStream {
        private final FileChannel channel;

        Unclosed(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /** Reads the channel from its start, with a place of its own. */
    private static final class FromStart extends InputStream {
        private final FileChannel channel;
        private long at;

        FromStart(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(to, offset, length), at);
            at += Math.max(read, 0);
            return read;
        }
    }
}
