package pt.arquipelago.pseudonymisation.key;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.SecretKeyEntry;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/**
 * The node's key in a PKCS#12 file under a password. This is local custody: whoever has file and password can make every
 * pseudonym of the node (Art 66(3) prefers a custodian outside the institution).
 */
public final class KeystoreCustodian implements KeyCustodian {

    /** The name of the entry in the file. */
    public static final String ALIAS = "pseudonymisation";

    private static final int SHORTEST_PASSWORD = 8;

    private final Path file;
    private final char[] password;

    /** Reads nothing yet. The password is copied. */
    public KeystoreCustodian(Path file, char[] password) {
        this.file = requireNonNull(file, "file is null");
        this.password = requireNonNull(password, "password is null").clone();
    }

    /**
     * Writes a new keystore (mode 0600) with this key.
     *
     * @throws KeyUnavailable if the file exists, cannot be written, or the password has fewer than 8 characters
     */
    public static KeystoreCustodian create(Path file, char[] password, NodeKey key) {
        if (password.length < SHORTEST_PASSWORD) {
            throw new KeyUnavailable("the password is too short: a keystore's password has at least " + SHORTEST_PASSWORD + " characters");
        }
        byte[] bytes = key.bytes(KeyBytesAccess.grant());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setEntry(ALIAS, new SecretKeyEntry(new SecretKeySpec(bytes, "AES")), new PasswordProtection(password));
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            store.store(content, password);
            PrivateFile.write(file, content.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyUnavailable("the keystore cannot be made by this Java runtime", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        return new KeystoreCustodian(file, password);
    }

    @Override
    public NodeKey nodeKey() {
        byte[] bytes = read();
        try {
            return NodeKey.of(bytes);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private byte[] read() {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            if (!store.entryInstanceOf(ALIAS, SecretKeyEntry.class)) {
                throw notOurs();
            }
            return ((SecretKeyEntry) store.getEntry(ALIAS, new PasswordProtection(password))).getSecretKey().getEncoded();
        } catch (NoSuchFileException e) {
            throw new KeyUnavailable("there is no keystore " + file + ": make one with 'keys pseudonymisation', or bring it back with 'keys restore'", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyUnavailable("the keystore " + file + " does not open: the password is wrong, the file is damaged or may not be read", e);
        }
    }

    private WrongKindOfKey notOurs() {
        return new WrongKindOfKey("the keystore " + file + " holds no pseudonymisation key: name the file made by 'keys pseudonymisation'");
    }
}
