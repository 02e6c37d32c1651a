package pt.arquipelago.node.ingest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Single bytes of Windows-1252 as UTF-8; five of them are no character. */
final class Windows1252 {
    /** The UTF-8 bytes of each byte from 0x80; null where Windows-1252 has no character. */
    private static final byte[][] UTF_8 = table();

    private Windows1252() {}

    /** Writes {@code from[start, end)} to {@code to} and returns the number of bytes, or -1 if a byte is no character. */
    static int toUtf8(byte[] from, int start, int end, byte[] to, int at) {
        int out = at;
        for (int i = start; i < end; i++) {
            byte b = from[i];
            if (b >= 0) {
                to[out++] = b;
                continue;
            }
            byte[] utf8 = UTF_8[b & 0x7f];
            if (utf8 == null) {
                return -1;
            }
            for (byte part : utf8) {
                to[out++] = part;
            }
        }
        return out - at;
    }

    private static byte[][] table() {
        byte[][] table = new byte[128][];
        CharsetDecoder decoder = Charset.forName("windows-1252").newDecoder().onUnmappableCharacter(CodingErrorAction.REPORT);
        for (int i = 0; i < 128; i++) {
            try {
                CharBuffer text = decoder.reset().decode(ByteBuffer.wrap(new byte[] {(byte) (i + 128)}));
                table[i] = text.toString().getBytes(StandardCharsets.UTF_8);
            } catch (CharacterCodingException e) {
                table[i] = null;
            }
        }
        return table;
    }
}
