package pt.arquipelago.policies.signature;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import pt.arquipelago.policies.refusal.RefusalCode;

/** A public Ed25519 key (RFC 8032), known by its RFC 7638 thumbprint. */
public final class VerificationKey {
    private static final int LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;
    /** SubjectPublicKeyInfo of RFC 8410 up to the 32 bytes of the point. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] point;
    private final PublicKey key;

    private VerificationKey(byte[] point, PublicKey key) {
        this.point = point;
        this.key = key;
    }

    /** @param point the 32 bytes of RFC 8032 5.1.2 */
    public static VerificationKey of(byte[] point) {
        requireNonNull(point, "point is null");
        if (point.length != LENGTH) {
            throw new IllegalArgumentException("An Ed25519 public key has 32 bytes, not " + point.length);
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + LENGTH);
        System.arraycopy(point, 0, encoded, X509_PREFIX.length, LENGTH);
        try {
            return new VerificationKey(point.clone(), KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 public key", e);
        }
    }

    /** A JWK of RFC 8037: exactly {@code kty: OKP, crv: Ed25519, x}, with {@code kid} (checked), {@code use: sig}, {@code alg: EdDSA} allowed beside. */
    public static VerificationKey fromJwk(String json) {
        ObjectNode jwk = jwk(json);
        VerificationKey key = of(Base64Url.decode(text(jwk, "x")));
        jwk.fieldNames().forEachRemaining(name -> {
            String expected = switch (name) {
                case "kty" -> "OKP";
                case "crv" -> "Ed25519";
                case "use" -> "sig";
                case "alg" -> "EdDSA";
                case "kid" -> key.thumbprint();
                case "x" -> text(jwk, "x");
                default -> throw new IllegalArgumentException("A public key's JWK has no field \"" + name + "\"");
            };
            if (!expected.equals(text(jwk, name))) {
                throw new IllegalArgumentException("The JWK's \"" + name + "\" must be \"" + expected + "\"");
            }
        });
        text(jwk, "kty");
        text(jwk, "crv");
        return key;
    }

    private static ObjectNode jwk(String json) {
        try {
            return StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidMessage e) {
            throw new IllegalArgumentException("Not a JWK: not a JSON object", e);
        }
    }

    private static String text(ObjectNode jwk, String name) {
        JsonNode value = jwk.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("The JWK needs a text \"" + name + "\"");
        }
        return value.textValue();
    }

    public String toJwk() {
        return "{\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"kid\":\"" + thumbprint() + "\",\"kty\":\"OKP\",\"use\":\"sig\",\"x\":\"" + Base64Url.encode(point) + "\"}";
    }

    /** RFC 7638 over the required members of an OKP key (RFC 8037 2), SHA-256, base64url. */
    public String thumbprint() {
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + Base64Url.encode(point) + "\"}";
        return Base64Url.encode(CanonicalJson.sha256().digest(members.getBytes(StandardCharsets.UTF_8)));
    }

    /** The 32 bytes of RFC 8032 5.1.2. */
    public byte[] point() {
        return point.clone();
    }

    byte[] x509() {
        return key.getEncoded();
    }

    boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // bytes that are no signature at all
        } catch (GeneralSecurityException e) {
            throw new InvalidMessage(RefusalCode.MESSAGE_SIGNATURE, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey that && Arrays.equals(point, that.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    @Override
    public String toString() {
        return "VerificationKey[" + thumbprint() + "]";
    }
}
