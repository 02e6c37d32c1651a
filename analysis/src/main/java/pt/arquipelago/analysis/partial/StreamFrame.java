package pt.arquipelago.analysis.partial;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import pt.arquipelago.analysis.InvalidFormat;

/**
 * Walks the frame of an Arrow IPC stream before the Arrow library reads it, since the library allocates what the bytes ask for: a schema,
 * at most one record batch without compression, the end mark, and nothing behind. Every length is inside what is really there.
 */
final class StreamFrame {
    private static final int CONTINUATION = -1;
    private static final int MAX_METADATA = 4 << 20;

    private final ByteBuffer bytes;

    private StreamFrame(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void require(byte[] bytes) {
        StreamFrame frame = new StreamFrame(bytes);
        try {
            frame.walk();
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException | IllegalArgumentException | NullPointerException
                | AssertionError | ArithmeticException e) {
            throw new InvalidFormat("the partial is not an Arrow stream");
        }
    }

    private void walk() {
        Message schema = next();
        require(schema != null && schema.headerType() == MessageHeader.Schema && schema.bodyLength() == 0);
        Message second = next();
        if (second != null) {
            require(second.headerType() == MessageHeader.RecordBatch);
            requireBatch((RecordBatch) second.header(new RecordBatch()), second.bodyLength());
            skip(second.bodyLength());
            require(next() == null);
        }
        require(!bytes.hasRemaining());
    }

    /** The next message's metadata, or null at the end mark; leaves the position at its body. */
    private Message next() {
        require(bytes.getInt() == CONTINUATION);
        int length = bytes.getInt();
        if (length == 0) {
            return null;
        }
        require(length > 0 && length <= MAX_METADATA && length % 8 == 0 && length <= bytes.remaining());
        ByteBuffer metadata = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        Message message = Message.getRootAsMessage(metadata);
        require(message.bodyLength() >= 0 && message.bodyLength() <= bytes.remaining());
        return message;
    }

    private void skip(long length) {
        bytes.position(Math.toIntExact(bytes.position() + length));
    }

    private static void requireBatch(RecordBatch batch, long bodyLength) {
        require(batch.compression() == null && batch.variadicBufferCountsLength() == 0);
        require(batch.length() >= 1 && batch.length() <= ArrowPartials.MAX_ROWS);
        require(batch.nodesLength() <= ArrowPartials.MAX_BYTES && batch.buffersLength() <= ArrowPartials.MAX_BYTES);
        for (int i = 0; i < batch.nodesLength(); i++) {
            FieldNode node = batch.nodes(i);
            require(node.length() >= 0 && node.length() <= ArrowPartials.MAX_BYTES && node.nullCount() >= 0 && node.nullCount() <= node.length());
        }
        long end = 0;
        for (int i = 0; i < batch.buffersLength(); i++) {
            Buffer buffer = batch.buffers(i);
            require(buffer.offset() >= end && buffer.length() >= 0 && buffer.length() <= bodyLength - buffer.offset());
            end = buffer.offset() + buffer.length();
        }
    }

    private static void require(boolean met) {
        if (!met) {
            throw new InvalidFormat("the partial is not an Arrow stream of one schema and one batch, whole and with nothing behind it");
        }
    }
}
