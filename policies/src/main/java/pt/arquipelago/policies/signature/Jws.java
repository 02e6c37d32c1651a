package pt.arquipelago.policies.signature;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import pt.arquipelago.policies.refusal.RefusalCode;

/**
 * Compact JWS (RFC 7515) with one algorithm, {@code EdDSA} over Ed25519 (RFC 8037), and a header of exactly {@code alg, kid, typ}.
 * The signature is verified before the payload is parsed.
 */
public final class Jws {
    /** Characters of a whole message; an order carries a permit and a question. */
    public static final int MAX_LENGTH = 256 * 1024;
    private static final int MAX_HEADER = 512;
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private Jws() {
    }

    public static String sign(SigningKey key, String typ, ObjectNode payload) {
        requireNonNull(key, "key is null");
        requireNonNull(typ, "typ is null");
        ObjectNode header = payload.objectNode().put("alg", "EdDSA").put("kid", key.verificationKey().thumbprint()).put("typ", typ);
        String signed = Base64Url.encode(CanonicalJson.bytes(header)) + "." + Base64Url.encode(CanonicalJson.bytes(payload));
        String compact = signed + "." + Base64Url.encode(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
        if (compact.length() > MAX_LENGTH) {
            throw new InvalidMessage(RefusalCode.MESSAGE_TOO_LARGE);
        }
        return compact;
    }

    /** Signs a record of this module as its JSON. */
    public static String sign(SigningKey key, String typ, Object content) {
        return sign(key, typ, content instanceof ObjectNode payload ? payload : StrictJson.write(content));
    }

    /** @throws InvalidMessage {@code message.*}, saying the first thing that is wrong */
    public static VerifiedMessage verify(String compact, String expectedTyp, TrustedKeys keys) {
        requireNonNull(compact, "compact is null");
        requireNonNull(expectedTyp, "expectedTyp is null");
        requireNonNull(keys, "keys is null");
        if (compact.length() > MAX_LENGTH) {
            throw new InvalidMessage(RefusalCode.MESSAGE_TOO_LARGE);
        }
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3 || parts[0].length() > MAX_HEADER) {
            throw new InvalidMessage(RefusalCode.MESSAGE_MALFORMED);
        }
        VerificationKey signer = signer(header(decode(parts[0])), expectedTyp, keys);
        byte[] payload = decode(parts[1]);
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!signer.verifies(signed, decode(parts[2]))) {
            throw new InvalidMessage(RefusalCode.MESSAGE_SIGNATURE);
        }
        return new VerifiedMessage(expectedTyp, signer, StrictJson.readObject(payload));
    }

    private static ObjectNode header(byte[] bytes) {
        try {
            return StrictJson.readObject(bytes);
        } catch (InvalidMessage e) {
            throw new InvalidMessage(RefusalCode.MESSAGE_HEADER, e);
        }
    }

    private static VerificationKey signer(ObjectNode header, String expectedTyp, TrustedKeys keys) {
        Set<String> names = new TreeSet<>();
        header.fieldNames().forEachRemaining(names::add);
        if (!names.equals(HEADER) || !"EdDSA".equals(header.get("alg").textValue())) {
            throw new InvalidMessage(RefusalCode.MESSAGE_HEADER);
        }
        if (!expectedTyp.equals(header.get("typ").textValue())) {
            throw new InvalidMessage(RefusalCode.MESSAGE_TYPE);
        }
        return Optional.ofNullable(header.get("kid").textValue()).flatMap(keys::find)
                .orElseThrow(() -> new InvalidMessage(RefusalCode.MESSAGE_KEY_UNKNOWN));
    }

    private static byte[] decode(String part) {
        try {
            return Base64Url.decode(part);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessage(RefusalCode.MESSAGE_MALFORMED, e);
        }
    }
}
