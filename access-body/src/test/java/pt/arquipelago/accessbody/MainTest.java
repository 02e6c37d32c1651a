package pt.arquipelago.accessbody;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line: 0 good, 1 failed, 2 used wrongly. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void helpIsEverywhere() {
        assertThat(Main.run("--help")).isZero();
        assertThat(Main.run("accounts", "--help")).isZero();
        assertThat(Main.run("accounts", "add", "--help")).isZero();
        assertThat(Main.run("nodes", "accept-log", "--help")).isZero();
        assertThat(Main.run("policy", "publish", "--help")).isZero();
    }

    @Test
    void wrongUseIsTwo() throws IOException {
        assertThat(Main.run()).isEqualTo(2);
        assertThat(Main.run("--confg", "x")).isEqualTo(2);
        assertThat(Main.run("--config", folder.resolve("none.yaml").toString())).isEqualTo(2);
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "sttae: x\n");
        assertThat(Main.run("--config", wrong.toString())).isEqualTo(2);
    }

    @Test
    void anAccountIsNotAddedWithoutAPassword() throws IOException {
        Path config = Files.writeString(folder.resolve("access-body.yaml"), """
                state: state
                keys:
                  permits: { keystore: p }
                  orders: { keystore: o, password_env: O }
                  status: { keystore: s, password_env: S }
                """);
        assertThat(Main.run("accounts", "add", "--config", config.toString(), "--name", "Ana", "--organisation", "OAD", "--role", "auditor",
                "--password-env", "ARQUIPELAGO_NO_SUCH_PASSWORD", "ana")).isEqualTo(1);
    }
}
