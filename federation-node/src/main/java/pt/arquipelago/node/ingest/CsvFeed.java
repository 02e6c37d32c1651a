package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import pt.arquipelago.node.profile.CsvFormat;

/**
 * Passes the sound records of a file to the engine, as CSV, through named pipes that only this user can open: the decoded text
 * is never on a disk. The engine reads a pipe with one thread and all of them at once, so there is one for each processor.
 * Closing the feed ends its threads whether or not the engine read to the end.
 */
final class CsvFeed implements AutoCloseable {
    private static final int MOST_PIPES = 16;

    private final Path folder;
    private final LineScanner scanner;
    private final Blocks blocks;
    private final List<Pipe> pipes = new ArrayList<>();
    private final Thread thread;
    private final AtomicLong read = new AtomicLong();
    private volatile IOException failure;

    private CsvFeed(Path folder, ExtractFile file, CsvFormat format, LineScanner scanner, int pipes) {
        this.folder = folder;
        this.scanner = scanner;
        this.blocks = new Blocks(2 * pipes);
        this.thread = new Thread(() -> feed(file, format), "csv-feed");
        thread.setDaemon(true);
    }

    static CsvFeed start(ExtractFile file, CsvFormat format, LineScanner scanner) throws IOException {
        return start(file, format, scanner, Math.min(MOST_PIPES, Runtime.getRuntime().availableProcessors()));
    }

    static CsvFeed start(ExtractFile file, CsvFormat format, LineScanner scanner, int pipes) throws IOException {
        CsvFeed feed = new CsvFeed(Files.createTempDirectory("arquipelago-ingest"), file, format, scanner, pipes);
        try {
            for (int i = 0; i < pipes; i++) {
                feed.pipes.add(Pipe.start(feed.folder.resolve("extract" + i), feed.blocks));
            }
            feed.thread.start();
            return feed;
        } catch (IOException e) {
            feed.close();
            throw e;
        }
    }

    List<Path> pipes() {
        return pipes.stream().map(Pipe::path).toList();
    }

    /** Bytes of the file that were read so far, compressed or not. */
    long read() {
        return read.get();
    }

    /** Waits until the whole file was passed on. @throws IOException if it could not be read */
    void await() throws IOException {
        Pipe.join(thread);
        for (Pipe pipe : pipes) {
            pipe.await();
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        blocks.abandon();
        for (Pipe pipe : pipes) {
            pipe.close();
        }
        Pipe.join(thread);
        Files.deleteIfExists(folder);
    }

    private void feed(ExtractFile file, CsvFormat format) {
        try (blocks; InputStream in = Compression.plain(new Counted(file.open(), read))) {
            scanner.begin(in, format, file.name());
            scanner.scan(in, blocks);
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            // Else the engine would take the part that it had for the whole.
            failure = new IOException(e.getClass().getSimpleName());
        }
    }
}
