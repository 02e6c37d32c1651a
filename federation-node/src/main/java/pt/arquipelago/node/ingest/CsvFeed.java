package pt.arquipelago.node.ingest;

import java.io.BufferedInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import pt.arquipelago.node.profile.CsvFormat;

/**
 * Passes the sound records of a CSV file to the engine through a named pipe that only this user can open: the decoded
 * text is never on a disk. Closing it ends its thread whether or not the engine read to the end.
 */
final class CsvFeed implements AutoCloseable {
    private static final long END_SECONDS = 10;
    private static final int RELEASES = 100;
    private static final long RELEASE_MILLIS = 20;

    private final Path folder;
    private final Path pipe;
    private final CsvScanner scanner;
    private final Thread thread;
    private volatile IOException failure;

    private CsvFeed(Path folder, Path pipe, Path file, CsvFormat format, CsvScanner scanner) {
        this.folder = folder;
        this.pipe = pipe;
        this.scanner = scanner;
        this.thread = new Thread(() -> feed(file, format), "csv-feed");
        thread.setDaemon(true);
    }

    static CsvFeed start(Path file, CsvFormat format, CsvScanner scanner) throws IOException {
        Path folder = Files.createTempDirectory("arquipelago-ingest");
        Path pipe = folder.resolve("extract");
        makePipe(pipe);
        CsvFeed feed = new CsvFeed(folder, pipe, file, format, scanner);
        feed.thread.start();
        return feed;
    }

    Path pipe() {
        return pipe;
    }

    CsvScanner scanner() {
        return scanner;
    }

    /** Waits until the whole file was passed on. @throws IOException if it could not be read */
    void await() throws IOException {
        join();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        release();
        join();
        Files.deleteIfExists(pipe);
        Files.deleteIfExists(folder);
    }

    private void feed(Path file, CsvFormat format) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 17);
                OutputStream to = new FileOutputStream(pipe.toFile())) {
            CsvHeader.read(in, format, file.getFileName().toString());
            scanner.scan(in, to);
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Lets a feed end that waits for a reader or writes without one. Opening for reading and writing never blocks: while it
     * is open a waiting feed goes on, and once it is closed the feed's next write fails.
     */
    private void release() throws IOException {
        try {
            for (int i = 0; i < RELEASES && thread.isAlive(); i++) {
                try (RandomAccessFile both = new RandomAccessFile(pipe.toFile(), "rw")) {
                    thread.join(RELEASE_MILLIS);
                }
                thread.join(RELEASE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void join() throws IOException {
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

    private static void makePipe(Path pipe) throws IOException {
        Process process = new ProcessBuilder("mkfifo", "-m", "600", pipe.toString())
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
