package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that shares no code with the catalogue (rdflib, which harvesters are built on) takes everything away. */
class OtherHarvesterTest {
    private static final Path PYTHON = Path.of(System.getProperty("arquipelago.root", "../.."), ".venv/bin/python");

    @TempDir
    Path folder;

    @Test
    void takesTheSameByEverySyntaxAndByPages() throws Exception {
        if (!Files.isExecutable(PYTHON) || run(List.of(PYTHON.toString(), "-c", "import rdflib")).code() != 0) {
            System.out.println("OtherHarvesterTest: not run: rdflib is not installed (scripts/python-environment)");
            abort("not run: rdflib is not installed");
        }
        try (RunningCatalog catalog = new RunningCatalog(folder)) {
            catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
            catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
            Run harvest = run(List.of(PYTHON.toString(), "src/test/python/harvest.py", catalog.address(), RunningCatalog.BASE));
            assertThat(harvest.code()).as(harvest.text()).isZero();
            JsonNode taken = new ObjectMapper().readTree(harvest.text());
            long statements = taken.at("/turtle/statements").asLong();
            for (String way : List.of("turtle", "json-ld", "xml", "pages")) {
                assertThat(taken.at("/" + way + "/datasets").asInt()).as(way).isEqualTo(2);
                assertThat(taken.at("/" + way + "/whole").asInt()).as(way).isEqualTo(2);
            }
            assertThat(statements).isGreaterThan(500);
            assertThat(taken.at("/json-ld/statements").asLong()).isEqualTo(statements);
            assertThat(taken.at("/xml/statements").asLong()).isEqualTo(statements);
            assertThat(taken.at("/pages/statements").asLong()).as("the same, and what tells of paging").isGreaterThan(statements);
        }
    }

    private record Run(int code, String text) {}

    private static Run run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), text);
    }
}
