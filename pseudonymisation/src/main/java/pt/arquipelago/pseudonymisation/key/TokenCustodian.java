package pt.arquipelago.pseudonymisation.key;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.KeyStore.SecretKeyEntry;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The node's key in a file that only a token (PKCS#11) can open: it holds an AES key that never leaves it, and unwraps the
 * node's once per ingest. File and token apart are worth nothing.
 */
public final class TokenCustodian implements KeyCustodian {

    private static final String FIRST_LINE = "arquipelago-wrapped-key-1";
    private static final HexFormat HEX = HexFormat.of();
    private static final int IV = 12;

    private final Token token;
    private final Path wrapped;

    /**
     * @param library the token's PKCS#11 library
     * @param slotIndex its place among the slots with a token, from 0
     * @param label of the AES key in it
     */
    public record Token(Path library, int slotIndex, String label, char[] pin) {
        public Token {
            requireNonNull(library, "library is null");
            requireNonNull(label, "label is null");
            pin = pin.clone();
        }

        @Override
        public String toString() {
            return "Token[" + library + ", " + slotIndex + ", " + label + "]";
        }
    }

    /** Reads nothing yet. */
    public TokenCustodian(Token token, Path wrapped) {
        this.token = requireNonNull(token, "token is null");
        this.wrapped = requireNonNull(wrapped, "wrapped is null");
    }

    /**
     * Wraps a key under the token's, which is made there if the token has none of that label.
     *
     * @throws KeyUnavailable if the token cannot be used or the file exists
     */
    public static TokenCustodian wrap(Token token, NodeKey key, Path wrapped, SecureRandom random) {
        byte[] secret = key.bytes(KeyBytesAccess.grant());
        try {
            Provider provider = provider(token);
            KeyStore store = open(provider, token);
            if (!store.containsAlias(token.label())) {
                KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
                generator.init(256);
                store.setEntry(token.label(), new SecretKeyEntry(generator.generateKey()), null);
            }
            byte[] iv = new byte[IV];
            random.nextBytes(iv);
            byte[] sealed = cipher(provider, Cipher.ENCRYPT_MODE, store, token, iv, key.fingerprint()).doFinal(secret);
            String text = FIRST_LINE + "\nkey: " + key.fingerprint() + "\niv: " + HEX.formatHex(iv) + "\nwrapped: " + HEX.formatHex(sealed) + "\n";
            PrivateFile.write(wrapped, text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            throw unusable(token, e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        return new TokenCustodian(token, wrapped);
    }

    @Override
    public NodeKey nodeKey() {
        List<String> lines = lines();
        byte[] secret = new byte[0];
        try {
            Provider provider = provider(token);
            KeyStore store = open(provider, token);
            if (!store.containsAlias(token.label())) {
                throw new KeyUnavailable("the token has no key labelled '" + token.label() + "': check label and slot, or wrap the key again with 'keys token'");
            }
            secret = cipher(provider, Cipher.DECRYPT_MODE, store, token, HEX.parseHex(lines.get(2)), lines.get(1)).doFinal(HEX.parseHex(lines.get(3)));
            return NodeKey.of(secret);
        } catch (IllegalArgumentException e) {
            throw damaged();
        } catch (javax.crypto.AEADBadTagException e) {
            throw new KeyUnavailable("the token does not open " + wrapped + ": it was wrapped under another token's key, or changed");
        } catch (GeneralSecurityException | ProviderException | IOException e) {
            throw unusable(token, e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Of the file: first line, fingerprint, initialisation vector, wrapped key. */
    private List<String> lines() {
        try {
            List<String> lines = Files.readAllLines(wrapped, StandardCharsets.US_ASCII);
            if (lines.size() != 4 || !lines.get(0).equals(FIRST_LINE) || !lines.get(1).startsWith("key: ") || !lines.get(2).startsWith("iv: ") || !lines.get(3).startsWith("wrapped: ")) {
                throw damaged();
            }
            return List.of(lines.get(0), lines.get(1).substring(5), lines.get(2).substring(4), lines.get(3).substring(9));
        } catch (NoSuchFileException e) {
            throw new KeyUnavailable("there is no wrapped key " + wrapped + ": make one with 'keys token'", e);
        } catch (IOException e) {
            throw damaged();
        }
    }

    private KeyUnavailable damaged() {
        return new KeyUnavailable(wrapped + " is no wrapped key: make one with 'keys token'");
    }

    private static Provider provider(Token token) {
        // Two dashes: the text itself is the configuration, not the name of a file.
        String configuration = "--name = arquipelago\nlibrary = " + token.library().toAbsolutePath() + "\nslotListIndex = " + token.slotIndex()
                + "\nattributes(*, CKO_SECRET_KEY, *) = {\n CKA_SENSITIVE = true\n CKA_EXTRACTABLE = false\n CKA_ENCRYPT = true\n CKA_DECRYPT = true\n}\n";
        Provider provider = Security.getProvider("SunPKCS11");
        if (provider == null) {
            throw new KeyUnavailable("this Java runtime has no PKCS#11: run it on a JDK with the module jdk.crypto.cryptoki");
        }
        try {
            return provider.configure(configuration);
        } catch (InvalidParameterException | ProviderException e) {
            throw unusable(token, e);
        }
    }

    private static KeyStore open(Provider provider, Token token) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, token.pin());
        return store;
    }

    private static Cipher cipher(Provider provider, int mode, KeyStore store, Token token, byte[] iv, String fingerprint) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, (SecretKey) store.getKey(token.label(), null), new GCMParameterSpec(128, iv));
        cipher.updateAAD((FIRST_LINE + "\n" + fingerprint).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static KeyUnavailable unusable(Token token, Exception e) {
        return new KeyUnavailable("the token behind " + token.library() + " cannot be used: check the library, the slot's index " + token.slotIndex()
                + " and the PIN, and that the token has AES-GCM", e);
    }
}
