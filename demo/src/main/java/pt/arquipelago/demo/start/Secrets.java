package pt.arquipelago.demo.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Passwords of the demonstration's keystores, made at random at the first start and kept for the next in one file that
 * only its owner may read. Each process is handed only the one it needs.
 */
final class Secrets {
    private static final int BYTES = 18;

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file) {
        this.file = file;
    }

    static Secrets open(Path file) {
        Secrets secrets = new Secrets(file);
        if (Files.exists(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    String[] parts = line.split("=", 2);
                    if (parts.length == 2) {
                        secrets.values.put(parts[0], parts[1]);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return secrets;
    }

    /** The password of that name, made now if there is none. */
    synchronized String of(String name) {
        String value = values.get(name);
        if (value == null) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            value = HexFormat.of().formatHex(bytes);
            values.put(name, value);
            save();
        }
        return value;
    }

    private void save() {
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add(name + "=" + value));
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
