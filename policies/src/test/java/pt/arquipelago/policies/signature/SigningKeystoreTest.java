package pt.arquipelago.policies.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeystoreTest {
    private static final char[] PASSWORD = "uma senha longa".toCharArray();

    @TempDir
    Path folder;

    @Test
    void aKeyIsKeptAndLoaded() throws IOException {
        SigningKey created = SigningKeystore.create(folder.resolve("permits.p12"), PASSWORD, "permits");
        SigningKey loaded = SigningKeystore.load(folder.resolve("permits.p12"), PASSWORD);
        assertThat(loaded.verificationKey()).isEqualTo(created.verificationKey());
        byte[] message = {1, 2, 3};
        assertThat(created.verificationKey().verifies(message, loaded.sign(message))).isTrue();
    }

    @Test
    void theFileIsItsOwnersAlone() throws IOException {
        Path file = folder.resolve("permits.p12");
        SigningKeystore.create(file, PASSWORD, "permits");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void aKeyIsNeverOverwritten() throws IOException {
        Path file = folder.resolve("permits.p12");
        SigningKey first = SigningKeystore.create(file, PASSWORD, "permits");
        assertThatThrownBy(() -> SigningKeystore.create(file, PASSWORD, "permits")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(SigningKeystore.load(file, PASSWORD).verificationKey()).isEqualTo(first.verificationKey());
    }

    @Test
    void theEntryIsAStandardOneWithACertificateThatVerifies() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("permits.p12");
        SigningKeystore.create(file, PASSWORD, "permits");
        KeyStore keystore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keystore.load(in, PASSWORD);
        }
        assertThat(keystore.entryInstanceOf("permits", KeyStore.PrivateKeyEntry.class)).isTrue();
        X509Certificate certificate = (X509Certificate) keystore.getCertificate("permits");
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=permits");
        assertThat(certificate.getVersion()).isEqualTo(3);
    }

    @Test
    void anotherPasswordOpensNothing() throws IOException {
        Path file = folder.resolve("permits.p12");
        SigningKeystore.create(file, PASSWORD, "permits");
        assertThatThrownBy(() -> SigningKeystore.load(file, "outra senha".toCharArray())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> SigningKeystore.load(folder.resolve("none.p12"), PASSWORD)).isInstanceOf(IOException.class);
    }

    @Test
    void aChangedFileOpensNothing() throws IOException {
        Path file = folder.resolve("permits.p12");
        SigningKeystore.create(file, PASSWORD, "permits");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> SigningKeystore.load(file, PASSWORD)).isInstanceOf(IOException.class);
    }

    @Test
    void weakPasswordsAndStrangeNamesAreRefused() {
        assertThatThrownBy(() -> SigningKeystore.create(folder.resolve("a"), "short".toCharArray(), "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKeystore.create(folder.resolve("a"), PASSWORD, "a b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("a")).doesNotExist();
    }
}
