package pt.arquipelago.pseudonymisation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.pseudonymisation.key.TokenCustodian.Token;

/**
 * With SoftHSM, a token in software: not run where it is not installed. It reads its settings from the environment of its
 * process, so each step is a process of its own, as an ingest is.
 */
class TokenCustodianTest {
    private static final Path LIBRARY = Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so")
            .map(Path::of).filter(Files::exists).findFirst().orElse(Path.of("/usr/lib/softhsm/libsofthsm2.so"));
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String FINGERPRINT = "c5cd7798c62a503e";

    @TempDir
    Path root;

    @BeforeEach
    void initialise() throws Exception {
        assumeTrue(Files.exists(LIBRARY), "not run: SoftHSM is not installed (apt-get install softhsm2)");
        Files.createDirectories(root.resolve("tokens"));
        Files.writeString(root.resolve("softhsm2.conf"), "directories.tokendir = " + root.resolve("tokens") + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        assertThat(run("softhsm2-util", "--init-token", "--free", "--label", "test", "--pin", "1234", "--so-pin", "87654321")).contains("initialized");
    }

    @Test
    void theTokenUnwrapsTheKeyAndNothingElseDoes() throws Exception {
        Path wrapped = root.resolve("wrapped.key");
        assertThat(step("wrap", wrapped, "1234", "arquipelago")).isEqualTo("wrapped");
        assertThat(Files.readString(wrapped)).contains(FINGERPRINT).doesNotContain(KEY.substring(0, 16));
        assertThat(step("open", wrapped, "1234", "arquipelago")).isEqualTo(FINGERPRINT);

        assertThat(step("open", wrapped, "9999", "arquipelago")).contains("the PIN");
        assertThat(step("open", wrapped, "1234", "another")).contains("no key labelled 'another'");
        assertThat(step("wrap", root.resolve("second.key"), "1234", "another")).isEqualTo("wrapped");
        assertThat(step("open", wrapped, "1234", "another")).contains("wrapped under another token's key");
        String changed = Files.readString(wrapped).replace("key: c5", "key: c6");
        Files.delete(wrapped);
        Files.writeString(wrapped, changed);
        assertThat(step("open", wrapped, "1234", "arquipelago")).contains("or changed");
        Files.writeString(wrapped, "something");
        assertThat(step("open", wrapped, "1234", "arquipelago")).contains("is no wrapped key");
        assertThat(step("wrap", wrapped, "1234", "arquipelago")).contains("exists already");
    }

    private String step(String what, Path wrapped, String pin, String label) throws Exception {
        return run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                Step.class.getName(), what, wrapped.toString(), pin, label);
    }

    private String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", root.resolve("softhsm2.conf").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return said;
    }

    /** One step, in a process of its own. */
    static final class Step {
        private Step() {
        }

        public static void main(String[] arguments) {
            Path wrapped = Path.of(arguments[1]);
            Token token = new Token(LIBRARY, 0, arguments[3], arguments[2].toCharArray());
            try {
                if (arguments[0].equals("wrap")) {
                    TokenCustodian.wrap(token, NodeKey.of(HexFormat.of().parseHex(KEY)), wrapped, new SecureRandom());
                    System.out.println("wrapped");
                } else {
                    System.out.println(new TokenCustodian(token, wrapped).nodeKey().fingerprint());
                }
            } catch (KeyUnavailable e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
