package pt.arquipelago.pseudonymisation;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Data of others that is not kept in the project, in the folder that a setting names. */
public final class TestData {

    private TestData() {
    }

    /** Aborts the test only if the setting is absent; if it is there, so must the file be. */
    public static JsonNode json(String path) throws IOException {
        String folder = System.getenv("ARQUIPELAGO_TEST_DATA");
        if (folder == null || folder.isBlank()) {
            System.out.println(path + ": not run: folder not set (ARQUIPELAGO_TEST_DATA)");
            abort("not run: folder not set");
        }
        return new ObjectMapper().readTree(Path.of(folder, path).toFile());
    }
}
