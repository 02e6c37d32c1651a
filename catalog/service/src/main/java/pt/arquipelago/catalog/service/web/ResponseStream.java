package pt.arquipelago.catalog.service.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes a response from a worker as fast as its reader reads and no faster: nothing piles up in memory. */
final class ResponseStream extends OutputStream {
    private static final int CHUNK = 32 * 1024;
    private static final int PATIENCE_SECONDS = 60;

    private final HttpServerResponse response;
    private final Semaphore room = new Semaphore(0);
    private byte[] chunk = new byte[CHUNK];
    private int length;
    private boolean closed;

    ResponseStream(HttpServerResponse response) {
        this.response = response;
        response.drainHandler(nothing -> room.release()).exceptionHandler(failure -> room.release()).closeHandler(nothing -> room.release());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int next = Math.min(count - done, CHUNK - length);
            System.arraycopy(bytes, offset + done, chunk, length, next);
            length += next;
            done += next;
            if (length == CHUNK) {
                send();
            }
        }
    }

    private void send() throws IOException {
        if (response.closed()) {
            throw new IOException("The reader went away");
        }
        response.write(Buffer.buffer(length == CHUNK ? chunk : java.util.Arrays.copyOf(chunk, length)));
        chunk = new byte[CHUNK];
        length = 0;
        try {
            while (response.writeQueueFull() && !response.closed()) {
                if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS) && response.writeQueueFull()) {
                    throw new IOException("The reader read nothing for " + PATIENCE_SECONDS + " seconds");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A flush of a writer in between means nothing here: chunks are sent when they are full. */
    @Override
    public void flush() {
    }

    /** Some writers close what they write to, so it may be closed again. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (length > 0) {
            send();
        }
        response.end();
    }
}
