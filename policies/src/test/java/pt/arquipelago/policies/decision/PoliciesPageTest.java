package pt.arquipelago.policies.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.policies.testing.Examples;
import pt.arquipelago.policies.testing.Golden;
import pt.arquipelago.policies.testing.Opa;

/** The commands that {@code docs/policies.md} gives an institution do what it says. */
class PoliciesPageTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void thePagesCommandsLeadToABundleThatDecides() throws IOException, InterruptedException {
        for (String part : List.of("policies/rego", "policies/src/main/resources", "docs/schemas", "docs/examples")) {
            copy(Golden.project(), part);
        }
        Matcher commands = COMMANDS.matcher(Files.readString(Golden.project().resolve("docs/policies.md")));
        StringBuilder script = new StringBuilder("set -eu\n");
        while (commands.find()) {
            script.append(commands.group(1));
        }
        assertThat(script).contains("opa check").contains("opa test").contains("opa build");
        String output = run(script.toString());
        assertThat(output).contains("\"allow\": true");

        PolicyDecisionPoint own = new EmbeddedDecisionPoint(PolicyBundle.ofHolder(folder.resolve("my-policy.tar.gz")));
        assertThat(own.decide(Examples.input()).allowed()).isTrue();
        assertThat(folder.resolve("ehds.tar.gz")).exists();
    }

    private void copy(Path project, String part) throws IOException {
        try (Stream<Path> walk = Files.walk(project.resolve(part))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(project.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private String run(String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        shell.environment().merge("PATH", Opa.command().getParent().toString(), (path, opa) -> opa + File.pathSeparator + path);
        Process process = shell.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
