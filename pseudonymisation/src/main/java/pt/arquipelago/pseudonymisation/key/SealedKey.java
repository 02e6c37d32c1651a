package pt.arquipelago.pseudonymisation.key;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import pt.arquipelago.pseudonymisation.mac.HkdfSha256;

/**
 * A node's key on its way from a custodian to one ingest: X25519 with a fresh pair on both sides, HKDF-SHA256, AES-256-GCM.
 * Only the ingest that asked can open it, and once it has ended nobody can.
 *
 * @param sender the custodian's fresh public key (X.509)
 * @param sealed the encrypted key
 */
public record SealedKey(byte[] sender, byte[] sealed) {

    private static final byte[] LABEL = "arquipelago/key-release/v1".getBytes(StandardCharsets.US_ASCII);

    public SealedKey {
        sender = requireNonNull(sender, "sender is null").clone();
        sealed = requireNonNull(sealed, "sealed is null").clone();
    }

    /** The asking side: a key pair that lives in memory alone. */
    public static final class Recipient {
        private final KeyPair pair = fresh();

        /** To be sent with the request (X.509). */
        public byte[] publicKey() {
            return pair.getPublic().getEncoded();
        }

        /**
         * @param context what both sides know of the request
         * @throws KeyUnavailable if it was sealed for somebody else or for another request
         */
        public NodeKey open(SealedKey key, byte[] context) {
            byte[] secret = new byte[0];
            try {
                secret = cipher(Cipher.DECRYPT_MODE, pair.getPrivate(), decoded(key.sender), context).doFinal(key.sealed);
                return NodeKey.of(secret);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new KeyUnavailable("what the custodian released was not made for this request: ask again");
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        }
    }

    /**
     * @param recipient the asking side's public key
     * @throws KeyUnavailable if that is none
     */
    public static SealedKey seal(NodeKey key, byte[] recipient, byte[] context) {
        byte[] secret = key.bytes(KeyBytesAccess.grant());
        try {
            KeyPair pair = fresh();
            return new SealedKey(pair.getPublic().getEncoded(), cipher(Cipher.ENCRYPT_MODE, pair.getPrivate(), decoded(recipient), context).doFinal(secret));
        } catch (GeneralSecurityException e) {
            throw new KeyUnavailable("the request holds no public key that a release could be made for");
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The shared secret is used once, so the nonce may be fixed. */
    private static Cipher cipher(int mode, PrivateKey own, PublicKey other, byte[] context) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(other, true);
        byte[] shared = agreement.generateSecret();
        byte[] info = ByteBuffer.allocate(LABEL.length + context.length).put(LABEL).put(context).array();
        byte[] key = HkdfSha256.derive(shared, new byte[0], info, 32);
        Arrays.fill(shared, (byte) 0);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        Arrays.fill(key, (byte) 0);
        return cipher;
    }

    private static PublicKey decoded(byte[] x509) throws GeneralSecurityException {
        return KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(x509));
    }

    private static KeyPair fresh() {
        try {
            return KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no X25519", e);
        }
    }

    @Override
    public byte[] sender() {
        return sender.clone();
    }

    @Override
    public byte[] sealed() {
        return sealed.clone();
    }

    @Override
    public String toString() {
        return "SealedKey[hidden]";
    }
}
