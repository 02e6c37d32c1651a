package pt.arquipelago.pseudonymisation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreCustodianTest {

    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    private Path folder;
    private Path file;
    private final NodeKey key = NodeKey.generate(new SecureRandom());

    @BeforeEach
    void nameFile() {
        file = folder.resolve("key.p12");
    }

    @Test
    void givesBackTheKeyThatWasPutIn() {
        KeystoreCustodian.create(file, PASSWORD, key);
        try (NodeKey read = new KeystoreCustodian(file, PASSWORD).nodeKey()) {
            assertThat(read.bytes(KeyBytesAccess.grant())).isEqualTo(key.bytes(KeyBytesAccess.grant()));
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        KeystoreCustodian.create(file, PASSWORD, key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void doesNotReplaceAFile() throws IOException {
        Files.writeString(file, "something");
        assertThatThrownBy(() -> KeystoreCustodian.create(file, PASSWORD, key)).isInstanceOf(KeyUnavailable.class).hasMessageContaining("exists already");
        assertThat(file).hasContent("something");
    }

    @Test
    void aWrongPasswordADamagedAndAMissingFileSaySo() throws IOException {
        KeystoreCustodian.create(file, PASSWORD, key);
        assertUnavailable(file, "wrong password", "does not open");
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        assertUnavailable(file, "correct horse", "does not open");
        assertUnavailable(folder.resolve("other.p12"), "correct horse", "there is no keystore");
    }

    @Test
    void aPasswordOfFewCharactersIsRefused() {
        assertThatThrownBy(() -> KeystoreCustodian.create(file, "short".toCharArray(), key)).isInstanceOf(KeyUnavailable.class)
                .hasMessageContaining("8 characters");
        assertThat(file).doesNotExist();
    }

    @Test
    void aClosedKeyIsGone() {
        key.close();
        assertThatThrownBy(() -> key.bytes(KeyBytesAccess.grant())).isInstanceOf(IllegalStateException.class);
        assertThat(key).hasToString("NodeKey[closed]");
    }

    private static void assertUnavailable(Path file, String password, String message) {
        assertThatThrownBy(() -> new KeystoreCustodian(file, password.toCharArray()).nodeKey())
                .isInstanceOf(KeyUnavailable.class).hasMessageContaining(message).hasMessageNotContaining(password);
    }
}
