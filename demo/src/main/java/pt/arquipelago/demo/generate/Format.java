package pt.arquipelago.demo.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * How the rows of an extract are written down.
 *
 * @param encoding UTF-8 or Windows-1252, in both of which SNS extracts come
 * @param separator comma, semicolon, tab or bar
 */
record Format(Charset encoding, char separator, boolean gzip) {

    static final Charset WINDOWS = Charset.forName("windows-1252");
    static final Format PLAIN = new Format(StandardCharsets.UTF_8, ',', false);

    private static final String SEPARATORS = ",;\t";

    Format {
        if (!encoding.equals(StandardCharsets.UTF_8) && !encoding.equals(WINDOWS)) {
            throw new IllegalArgumentException("encodings are UTF-8 and windows-1252");
        }
        if (SEPARATORS.indexOf(separator) < 0) {
            throw new IllegalArgumentException("separators are comma, semicolon and tab");
        }
    }

    String fileName(SnsSystem system) {
        return system.fileName() + (gzip ? ".gz" : "");
    }

    byte[] header(SnsSystem system) {
        return packed(Words.of(String.join(String.valueOf(separator), system.columns()) + "\n"));
    }

    /** Lines as they go to the file: compressed ones are members of a gzip file, which follow each other. */
    byte[] packed(byte[] lines) {
        if (!gzip) {
            return lines;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(lines.length / 4 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes, 1 << 16)) {
            zip.write(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    boolean isUtf8() {
        return encoding.equals(StandardCharsets.UTF_8);
    }
}
