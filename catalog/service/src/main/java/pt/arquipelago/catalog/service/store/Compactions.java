package pt.arquipelago.catalog.service.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** When the store's files were last compacted: the number of the change after which it was, in a file of its own. */
final class Compactions {
    /** Fewer changes leave little behind. */
    static final long AT_LEAST = 1_000;
    private static final int TIMES = 3;

    private final Path file;

    Compactions(Path file) {
        this.file = file;
    }

    /** So many changes since that on the whole each dataset was replaced a few times. */
    boolean due(long changes, int datasets) {
        return changes - last() >= Math.max(AT_LEAST, (long) TIMES * datasets);
    }

    void done(long changes) {
        try {
            Files.writeString(file, Long.toString(changes), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private long last() {
        try {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII).strip() : "0";
            return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
