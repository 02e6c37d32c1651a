package pt.arquipelago.node.history;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.SigningKey;

/**
 * The random secret of a history: it encrypts what the released numbers rest on, and marks persons. It is kept beside them, wrapped
 * under a key that only the holder of the node's signing key can work out.
 */
public final class HistorySecret {
    private static final String NAME = "history";
    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;

    private HistorySecret(byte[] secret) {
        this.secret = secret;
    }

    /** Of a history that is forgotten with the process. */
    public static HistorySecret passing() {
        return new HistorySecret(random(BYTES));
    }

    /**
     * Opens a history, or begins one. A history of an earlier signing key is this key's from then on: what it holds stays as it is, for its
     * secret does not change.
     *
     * @throws OperatorException when the history was written under another signing key than these
     */
    public static HistorySecret of(NodeStore store, SigningKey key, Optional<SigningKey> earlier) {
        return store.transaction(connection -> {
            Optional<byte[]> wrapped = wrapped(connection);
            if (wrapped.isEmpty()) {
                byte[] secret = random(BYTES);
                NodeStore.update(connection, "INSERT INTO secret (name, wrapped) VALUES (?, ?)", NAME, sealed(wrapping(key), secret, NAME));
                return new HistorySecret(secret);
            }
            Optional<HistorySecret> known = unwrapped(key, wrapped.get());
            if (known.isPresent()) {
                return known.get();
            }
            HistorySecret before = earlier.flatMap(other -> unwrapped(other, wrapped.get()))
                    .orElseThrow(() -> new OperatorException("The history of releases was written under another signing key, so that this node cannot read what left. "
                            + "Name that key as 'history.earlier_signing_key' in node.yaml, or give the node that key again."));
            NodeStore.update(connection, "UPDATE secret SET wrapped = ? WHERE name = ?", sealed(wrapping(key), before.secret, NAME), NAME);
            return before;
        });
    }

    private static Optional<byte[]> wrapped(Connection connection) throws SQLException {
        try (PreparedStatement query = NodeStore.prepared(connection, "SELECT wrapped FROM secret WHERE name = ?", NAME); ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        }
    }

    private static Optional<HistorySecret> unwrapped(SigningKey key, byte[] wrapped) {
        try {
            return Optional.of(new HistorySecret(open(wrapping(key), wrapped, NAME)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] wrapping(SigningKey key) {
        return key.secret("history of releases");
    }

    /** Bytes for one use. */
    public byte[] derived(String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(use.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** @param place where the bytes belong: they open nowhere else */
    byte[] sealed(byte[] plain, String place) {
        return sealed(derived("numbers"), plain, place);
    }

    byte[] opened(byte[] sealed, String place) {
        try {
            return open(derived("numbers"), sealed, place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the history of releases was changed outside the node");
        }
    }

    private static byte[] sealed(byte[] key, byte[] plain, String place) {
        try {
            byte[] nonce = random(NONCE);
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(plain);
            byte[] sealed = Arrays.copyOf(nonce, NONCE + encrypted.length);
            System.arraycopy(encrypted, 0, sealed, NONCE, encrypted.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in GCM", e);
        }
    }

    private static byte[] open(byte[] key, byte[] sealed, String place) throws GeneralSecurityException {
        if (sealed.length < NONCE) {
            throw new GeneralSecurityException("too short");
        }
        return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), place).doFinal(sealed, NONCE, sealed.length - NONCE);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
