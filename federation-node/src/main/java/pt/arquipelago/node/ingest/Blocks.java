package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Blocks of whole records between the thread that reads an extract and those that pass it on: whoever is free takes the
 * next. Holds few of them, so that a fast reader waits for slow takers.
 */
final class Blocks extends OutputStream {
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final int most;
    private boolean ended;
    private boolean abandoned;

    Blocks(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        while (waiting.size() >= most && !abandoned) {
            await();
        }
        if (abandoned) {
            throw new IOException("nobody takes the records any more");
        }
        if (length > 0) {
            waiting.add(Arrays.copyOfRange(bytes, offset, offset + length));
            notifyAll();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** No more blocks come. */
    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
    }

    /** Whoever still writes is told so by an exception, and whoever takes finds the end. */
    synchronized void abandon() {
        abandoned = true;
        waiting.clear();
        notifyAll();
    }

    /** The next block, or null at the end. */
    synchronized byte[] next() throws IOException {
        while (waiting.isEmpty() && !ended && !abandoned) {
            await();
        }
        byte[] block = waiting.poll();
        notifyAll();
        return block;
    }

    private void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
