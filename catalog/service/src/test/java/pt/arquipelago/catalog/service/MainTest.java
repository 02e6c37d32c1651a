package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysHowItIsUsed() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--config=FILE").contains("publisher.name");
    }

    @Test
    void endsWithTwoOnWrongUsageAndWrongSettings(@TempDir Path folder) throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--config", "x.yaml", "dance")).isEqualTo(2);
        Path file = Files.writeString(folder.resolve("catalog.yaml"), "bse: https://a.example\n");
        assertThat(run("--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'base'");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        return command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
