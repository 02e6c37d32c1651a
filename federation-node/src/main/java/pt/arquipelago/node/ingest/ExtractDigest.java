package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/**
 * What tells an extract from all others: its bytes, its profile and the tables of its postcodes and medicines, whatever its files are called. Keyed, so that nobody
 * who reads the lake can try out what a small extract might have been.
 */
final class ExtractDigest {
    private static final int BUFFER = 1 << 17;

    private ExtractDigest() {}

    static String of(Profile profile, PostcodeTable postcodes, MedicineTable medicines, List<ExtractFile> files, KeyedDomain domain) throws IOException {
        MessageDigest whole = sha256();
        whole.update((profile.digest() + profile.csv()).getBytes(StandardCharsets.UTF_8));
        if (profile.hasPostcodes()) {
            whole.update(postcodes.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (!medicines.products().isEmpty()) {
            whole.update(medicines.text().getBytes(StandardCharsets.UTF_8));
        }
        for (ExtractFile file : files) {
            MessageDigest one = sha256();
            long length = 0;
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = file.open()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    one.update(buffer, 0, read);
                    length += read;
                }
            }
            whole.update(ByteBuffer.allocate(Long.BYTES).putLong(length).flip());
            whole.update(one.digest());
        }
        return Long.toHexString(domain.extracts().pseudonym(IdentifierType.GENERIC, HexFormat.of().formatHex(whole.digest())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
