package pt.arquipelago.policies.signature;

import java.util.Base64;

/** base64url without padding (RFC 7515), strict: every text that decodes is the only text of its bytes. */
final class Base64Url {
    private Base64Url() {
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws IllegalArgumentException for padding, foreign characters, or unused bits that are not zero */
    static byte[] decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("Not strict base64url");
        }
        return bytes;
    }
}
