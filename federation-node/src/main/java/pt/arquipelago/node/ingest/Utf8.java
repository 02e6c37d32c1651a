package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;

/** Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** Reads over a byte order mark, if there is one. */
    static void skipMark(InputStream in) throws IOException {
        in.mark(3);
        byte[] start = in.readNBytes(3);
        if (start.length < 3 || start[0] != (byte) 0xef || start[1] != (byte) 0xbb || start[2] != (byte) 0xbf) {
            in.reset();
        }
    }

    static boolean isWellFormed(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end) {
            int b = bytes[i] & 0xff;
            int length = b < 0x80 ? 1 : b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 0;
            if (length == 0 || i + length > end || !continues(bytes, i, length, b)) {
                return false;
            }
            i += length;
        }
        return true;
    }

    private static boolean continues(byte[] bytes, int at, int length, int first) {
        for (int k = 1; k < length; k++) {
            if ((bytes[at + k] & 0xc0) != 0x80) {
                return false;
            }
        }
        int second = length > 1 ? bytes[at + 1] & 0xff : 0;
        return !(first == 0xe0 && second < 0xa0 || first == 0xed && second > 0x9f
                || first == 0xf0 && second < 0x90 || first == 0xf4 && second > 0x8f);
    }
}
