package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import pt.arquipelago.policies.signature.CanonicalJson;

/**
 * A policy compiled to WebAssembly.
 *
 * @param entrypoint for instance {@code ehds/decision}
 * @param digest what names it in decisions: of the access body's bundle the digest of its Rego sources, of an institution's own the
 *        SHA-256 of its Wasm module
 */
public record PolicyBundle(byte[] wasm, String entrypoint, String digest) {
    public static final String EHDS = "ehds/decision";
    public static final String HOLDER = "holder/decision";

    public PolicyBundle {
        wasm = wasm.clone();
        requireNonNull(entrypoint, "entrypoint is null");
        if (!CanonicalJson.isDigest(digest)) {
            throw new IllegalArgumentException("digest must be sha256: and 64 hex digits");
        }
    }

    /** The access body's rules, as they are compiled into this project. */
    public static PolicyBundle ofAccessBody() {
        return new PolicyBundle(resource("ehds.wasm"), EHDS, new String(resource("ehds.digest"), StandardCharsets.US_ASCII).strip());
    }

    /** An institution's own bundle: the {@code .tar.gz} that {@code opa build -t wasm} writes, or the Wasm module alone. */
    public static PolicyBundle ofHolder(Path file) throws IOException {
        return read(file, HOLDER);
    }

    /** The access body's rules changed after this project was built, in the same forms. */
    public static PolicyBundle ofAccessBody(Path file) throws IOException {
        return read(file, EHDS);
    }

    private static PolicyBundle read(Path file, String entrypoint) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] wasm = BundleArchive.isArchive(bytes) ? BundleArchive.wasm(bytes) : bytes;
        return new PolicyBundle(wasm, entrypoint, CanonicalJson.digest(wasm));
    }

    private static byte[] resource(String name) {
        try (InputStream in = PolicyBundle.class.getResourceAsStream(name)) {
            return requireNonNull(in, "The resource " + name + " is missing").readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The resource " + name + " cannot be read", e);
        }
    }

    @Override
    public byte[] wasm() {
        return wasm.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyBundle that && entrypoint.equals(that.entrypoint) && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "PolicyBundle[" + entrypoint + ", " + digest + "]";
    }
}
