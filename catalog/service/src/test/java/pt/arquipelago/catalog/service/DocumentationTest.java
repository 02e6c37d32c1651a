package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import pt.arquipelago.catalog.service.config.ConfigFile;
import pt.arquipelago.catalog.service.intake.NotAccepted;
import pt.arquipelago.catalog.service.query.QueryRefused;

/** docs/catalogue.md names every code and every setting. */
class DocumentationTest {
    private final String page = read();

    @Test
    void namesEveryCodeOfARefusal() {
        assertThat(Arrays.stream(NotAccepted.Reason.values()).map(reason -> "`" + reason.code() + "`")).allSatisfy(code -> assertThat(page).contains(code));
        assertThat(Arrays.stream(QueryRefused.Reason.values()).map(reason -> "`" + reason.code() + "`")).allSatisfy(code -> assertThat(page).contains(code));
    }

    @Test
    void namesEverySetting() {
        assertThat(ConfigFile.keys()).hasSizeGreaterThan(10).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../../docs/catalogue.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
