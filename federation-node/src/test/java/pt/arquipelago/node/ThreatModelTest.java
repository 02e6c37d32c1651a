package pt.arquipelago.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the page on threats says is shown by a test is shown by a test that is there. */
class ThreatModelTest {
    private static final Path ROOT = Path.of(System.getProperty("arquipelago.root", ".."));

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher names = Pattern.compile("`(?:[a-z.]+\\.)?([A-Z]\\w*(?:Test|Benchmark))`").matcher(Files.readString(ROOT.resolve("docs/threat-model.md")));
        while (names.find()) {
            named.add(names.group(1));
        }
        Set<String> there = new TreeSet<>();
        for (String module : new String[] {"analysis", "policies", "federation-node", "access-body"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                there.addAll(files.map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet()));
            }
        }
        assertThat(named).hasSizeGreaterThan(12);
        assertThat(there).containsAll(named);
    }
}
