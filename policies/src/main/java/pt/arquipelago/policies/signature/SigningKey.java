package pt.arquipelago.policies.signature;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;

/** A private Ed25519 key (RFC 8032) with its public half. Its bytes are read only to be kept in a {@link SigningKeystore}. */
public final class SigningKey {
    private static final byte[] PROOF = "arquipelago key pair".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final PrivateKey key;
    private final VerificationKey verificationKey;

    private SigningKey(PrivateKey key, VerificationKey verificationKey) {
        this.key = requireNonNull(key, "key is null");
        this.verificationKey = requireNonNull(verificationKey, "verificationKey is null");
    }

    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return of(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java from 15 on has Ed25519", e);
        }
    }

    /** @throws IllegalArgumentException when the halves do not belong together */
    static SigningKey of(PrivateKey key, PublicKey publicKey) {
        byte[] encoded = publicKey.getEncoded();
        SigningKey pair = new SigningKey(key, VerificationKey.of(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
        if (!pair.verificationKey.verifies(PROOF, pair.sign(PROOF))) {
            throw new IllegalArgumentException("The private and the public key do not belong together");
        }
        return pair;
    }

    public VerificationKey verificationKey() {
        return verificationKey;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    /**
     * 32 bytes that only the holder of this key can work out, always the same for a use. Ed25519 signs without chance, and what is signed
     * here is never the text of a message.
     */
    public byte[] secret(String use) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(sign(("arquipelago secret: " + use).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    PrivateKey privateKey() {
        return key;
    }

    @Override
    public String toString() {
        return "SigningKey[" + verificationKey.thumbprint() + "]";
    }
}
