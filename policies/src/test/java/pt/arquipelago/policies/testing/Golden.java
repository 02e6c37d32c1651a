package pt.arquipelago.policies.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that others read, compared with what the code gives. {@code -Darquipelago.golden=write} writes them anew. */
public final class Golden {
    private Golden() {
    }

    /** The top folder of the project. */
    public static Path project() {
        return Path.of(System.getProperty("arquipelago.root", ".")).toAbsolutePath().normalize();
    }

    public static void assertSame(Path file, String expected) {
        try {
            if ("write".equals(System.getProperty("arquipelago.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, expected);
            }
            assertThat(file).as("written anew with -Darquipelago.golden=write").exists();
            assertThat(Files.readString(file)).as("%s, written anew with -Darquipelago.golden=write", file.getFileName()).isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
