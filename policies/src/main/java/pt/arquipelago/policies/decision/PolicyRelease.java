package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;

/**
 * The access body's rules as it publishes them to nodes, signed with the key of permits: whoever takes over the service cannot change
 * the law that nodes decide by.
 *
 * @param iat epoch seconds; of two releases the later one counts
 * @param digest SHA-256 of the Wasm module, {@code sha256:…}
 * @param wasm the module, gzipped, base64
 */
public record PolicyRelease(String iss, long iat, String digest, String wasm) {
    private static final int MAX_BYTES = 16 << 20;

    public PolicyRelease {
        requireNonNull(iss, "iss is null");
        if (!CanonicalJson.isDigest(digest)) {
            throw new IllegalArgumentException("digest must be sha256: and 64 hex digits");
        }
        requireNonNull(wasm, "wasm is null");
    }

    public static PolicyRelease of(String issuer, long issuedAt, PolicyBundle bundle) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(bundle.wasm());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PolicyRelease(issuer, issuedAt, CanonicalJson.digest(bundle.wasm()), Base64.getEncoder().encodeToString(packed.toByteArray()));
    }

    /** @throws InvalidMessage {@code message.content} when it does not hold what its digest says */
    public PolicyBundle bundle() {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(wasm)))) {
            byte[] module = zip.readNBytes(MAX_BYTES);
            if (CanonicalJson.digest(module).equals(digest)) {
                return new PolicyBundle(module, PolicyBundle.EHDS, digest);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidMessage(RefusalCode.MESSAGE_CONTENT, e);
        }
        throw new InvalidMessage(RefusalCode.MESSAGE_CONTENT);
    }
}
