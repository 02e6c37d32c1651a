package pt.arquipelago.policies.decision;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Finds {@code policy.wasm} in the gzipped POSIX tar that {@code opa build -t wasm} writes. */
final class BundleArchive {
    private static final int BLOCK = 512;
    private static final int MAX_BYTES = 64 << 20;

    private BundleArchive() {
    }

    static boolean isArchive(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    static byte[] wasm(byte[] archive) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            int left = MAX_BYTES;
            for (byte[] header = in.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; header = in.readNBytes(BLOCK)) {
                int size = size(header);
                if (size > left) {
                    throw new IOException("The bundle is larger than " + MAX_BYTES + " bytes");
                }
                byte[] content = in.readNBytes(size);
                left -= size;
                if (text(header, 0, 100).replaceFirst("^(\\./|/)", "").equals("policy.wasm")) {
                    return content;
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            }
        }
        throw new IOException("The bundle has no policy.wasm: build it with opa build -t wasm");
    }

    private static int size(byte[] header) throws IOException {
        try {
            return Integer.parseInt(text(header, 124, 12).strip(), 8);
        } catch (NumberFormatException e) {
            throw new IOException("Not a bundle: its archive is damaged", e);
        }
    }

    private static String text(byte[] header, int from, int length) {
        String field = new String(header, from, length, StandardCharsets.US_ASCII);
        int end = field.indexOf('\0');
        return end < 0 ? field : field.substring(0, end);
    }
}
