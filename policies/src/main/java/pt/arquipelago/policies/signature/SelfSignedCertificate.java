package pt.arquipelago.policies.signature;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The certificate that a PKCS#12 private key entry must have (RFC 5280, RFC 8410), in the little DER that it takes. Nobody trusts it
 * for anything: keys are trusted by thumbprint, and it says so by never expiring (RFC 5280 4.1.2.5, 99991231235959Z).
 */
final class SelfSignedCertificate {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int EXPLICIT_0 = 0xa0;
    private static final byte[] ED25519 = HexFormat.of().parseHex("06032b6570");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

    private SelfSignedCertificate() {
    }

    static X509Certificate of(SigningKey key, String name) throws GeneralSecurityException {
        byte[] point = key.verificationKey().point();
        byte[] serial = Arrays.copyOf(CanonicalJson.sha256().digest(point), 16);
        serial[0] = (byte) (serial[0] & 0x3f | 0x40); // positive, and of one length
        byte[] algorithm = der(SEQUENCE, ED25519);
        byte[] subject = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, name.getBytes(StandardCharsets.UTF_8)))));
        byte[] validity = der(SEQUENCE, der(UTC_TIME, ascii("260101000000Z")), der(GENERALIZED_TIME, ascii("99991231235959Z")));
        byte[] certificate = der(SEQUENCE, der(EXPLICIT_0, der(INTEGER, new byte[] {2})), der(INTEGER, serial), algorithm,
                subject, validity, subject, key.verificationKey().x509());
        byte[] signature = concat(new byte[] {0}, key.sign(certificate));
        byte[] signed = der(SEQUENCE, certificate, algorithm, der(BIT_STRING, signature));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(int tag, byte[]... contents) {
        byte[] content = concat(contents);
        int length = content.length;
        byte[] head = length < 0x80 ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100 ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return concat(head, content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
