package pt.arquipelago.policies.testing;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** Published test vectors that are too large for the project, in the folder that the environment variable {@value #SETTING} names. */
public final class TestData {
    public static final String SETTING = "ARQUIPELAGO_TEST_DATA";

    private TestData() {
    }

    /** Aborts the test, saying so, when no folder is set; fails it when the folder lacks the path. */
    public static Path path(String relative) {
        String folder = System.getenv(SETTING);
        if (folder == null || folder.isBlank()) {
            System.out.println("not run: folder not set (" + SETTING + ", for " + relative + ")");
            Assumptions.abort("not run: folder not set");
        }
        Path path = Path.of(folder).resolve(relative);
        if (!Files.exists(path)) {
            throw new AssertionError(SETTING + " is set, but there is no " + path);
        }
        return path;
    }
}
