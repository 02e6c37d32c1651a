package pt.arquipelago.policies.signature;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A signing key in a password-protected PKCS#12 file: one standard private key entry with a self-signed certificate, so that
 * {@code keytool} and {@code openssl} read it too. The file is made readable for its owner alone and is never overwritten.
 */
public final class SigningKeystore {
    private static final int MIN_PASSWORD = 8;

    private SigningKeystore() {
    }

    /**
     * Makes a new key and keeps it.
     *
     * @param alias named in the certificate too: letters, digits, hyphens
     * @throws FileAlreadyExistsException when the file exists: a signing key is not overwritten
     */
    public static SigningKey create(Path file, char[] password, String alias) throws IOException {
        return store(file, password, alias, SigningKey.generate());
    }

    /** Keeps a given key in a new file. */
    static SigningKey store(Path file, char[] password, String alias, SigningKey key) throws IOException {
        requireNonNull(file, "file is null");
        requireNonNull(password, "password is null");
        if (!alias.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("An alias has 1 to 64 letters, digits and hyphens");
        }
        if (password.length < MIN_PASSWORD) {
            throw new IllegalArgumentException("The password of a keystore has at least " + MIN_PASSWORD + " characters");
        }
        try {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(null, null);
            keystore.setKeyEntry(alias, key.privateKey(), password, new Certificate[] {SelfSignedCertificate.of(key, alias)});
            try (OutputStream out = ownersFile(file)) {
                keystore.store(out, password);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("The keystore " + file + " could not be written", e);
        }
        return key;
    }

    private static OutputStream ownersFile(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        return Channels.newOutputStream(Files.newByteChannel(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), owner));
    }

    /** Loads the one key of the file. */
    public static SigningKey load(Path file, char[] password) throws IOException {
        requireNonNull(file, "file is null");
        requireNonNull(password, "password is null");
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(in, password);
            List<String> aliases = Collections.list(keystore.aliases());
            if (aliases.size() == 1 && keystore.getKey(aliases.get(0), password) instanceof PrivateKey key) {
                return SigningKey.of(key, keystore.getCertificate(aliases.get(0)).getPublicKey());
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The keystore " + file + " holds no Ed25519 signing key", e);
        }
        throw new IOException("The keystore " + file + " must hold exactly one entry, a private Ed25519 key");
    }
}
