package pt.arquipelago.node.ingest;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A named pipe that only this user can open, and the thread that writes blocks into it once somebody reads. */
final class Pipe implements AutoCloseable {
    static final long END_SECONDS = 10;
    private static final int RELEASES = 100;
    private static final long RELEASE_MILLIS = 20;

    private final Path path;
    private final Blocks blocks;
    private final Thread thread;

    private Pipe(Path path, Blocks blocks) {
        this.path = path;
        this.blocks = blocks;
        this.thread = new Thread(this::write, "pipe-" + path.getFileName());
        thread.setDaemon(true);
    }

    static Pipe start(Path path, Blocks blocks) throws IOException {
        make(path);
        Pipe pipe = new Pipe(path, blocks);
        pipe.thread.start();
        return pipe;
    }

    Path path() {
        return path;
    }

    /** Waits until its reader has had all. */
    void await() throws IOException {
        join(thread);
    }

    @Override
    public void close() throws IOException {
        release();
        join(thread);
        Files.deleteIfExists(path);
    }

    private void write() {
        try (OutputStream to = new FileOutputStream(path.toFile())) {
            for (byte[] block = blocks.next(); block != null; block = blocks.next()) {
                to.write(block);
            }
        } catch (IOException e) {
            // Its reader is gone: without this part the extract is not whole, so nobody needs the rest.
            blocks.abandon();
        }
    }

    /**
     * Lets a thread end that waits for a reader or writes without one. Opening for reading and writing never blocks: while
     * it is open a waiting thread goes on, and once it is closed the thread's next write fails.
     */
    private void release() throws IOException {
        try {
            for (int i = 0; i < RELEASES && thread.isAlive(); i++) {
                try (RandomAccessFile both = new RandomAccessFile(path.toFile(), "rw")) {
                    thread.join(RELEASE_MILLIS);
                }
                thread.join(RELEASE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static void join(Thread thread) throws IOException {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (thread.isAlive()) {
            throw new IOException("the extract is still being read");
        }
    }

    private static void make(Path path) throws IOException {
        Process process = new ProcessBuilder("mkfifo", "-m", "600", path.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("mkfifo failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
