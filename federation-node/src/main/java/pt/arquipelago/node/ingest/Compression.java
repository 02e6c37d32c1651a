package pt.arquipelago.node.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** What a file's first bytes say of it, whatever its name. */
final class Compression {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
    private static final int BUFFER = 1 << 17;

    private Compression() {}

    /** The text behind gzip or zstd, or the bytes as they are; can be marked. A compressed file cut short ends in an exception. */
    static InputStream plain(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
        byte[] start = start(in);
        if (begins(start, GZIP)) {
            return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
        }
        return begins(start, ZSTD) ? new BufferedInputStream(new ZstdInputStream(in), BUFFER) : in;
    }

    static boolean isParquet(ExtractFile file) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(file.open())) {
            return begins(start(in), PARQUET);
        }
    }

    private static byte[] start(BufferedInputStream in) throws IOException {
        in.mark(ZSTD.length);
        byte[] start = in.readNBytes(ZSTD.length);
        in.reset();
        return start;
    }

    private static boolean begins(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }
}
