package pt.arquipelago.pseudonymisation.key;

import static java.util.Objects.requireNonNull;
import static pt.arquipelago.pseudonymisation.key.EscrowFailed.Problem.DAMAGED;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One person's part of an escrowed key, as a text of seven lines that can be kept in a file or on paper. Alone, and with
 * all others below the threshold, it says nothing about the key.
 *
 * @param index 1 to 255: the point at which the polynomials were evaluated
 * @param threshold how many different shares give the key back
 * @param key fingerprint of the key, 8 bytes
 * @param split what tells this split from every other, 8 random bytes
 * @param value 32 secret bytes
 */
public record Share(int index, int threshold, byte[] key, byte[] split, byte[] value) {

    private static final String FIRST_LINE = "arquipelago-key-share-1";
    private static final List<String> FIELDS = List.of("index", "threshold", "key", "split", "share", "checksum");
    private static final HexFormat HEX = HexFormat.of();

    public Share {
        requireNonNull(key, "key is null");
        requireNonNull(split, "split is null");
        requireNonNull(value, "value is null");
        if (index < 1 || index > 255 || threshold < 2 || threshold > 255) {
            throw new IllegalArgumentException("index and threshold of a share are 1 to 255, the threshold at least 2");
        }
        if (key.length != 8 || split.length != 8 || value.length != NodeKey.LENGTH) {
            throw new IllegalArgumentException("a share has 8 bytes of fingerprint, 8 of split and " + NodeKey.LENGTH + " of value");
        }
        key = key.clone();
        split = split.clone();
        value = value.clone();
    }

    public String toText() {
        return String.join("\n", FIRST_LINE, "index: " + index, "threshold: " + threshold, "key: " + HEX.formatHex(key),
                "split: " + HEX.formatHex(split), "share: " + HEX.formatHex(value), "checksum: " + checksum()) + "\n";
    }

    /**
     * Reads the text of a share; blanks and the case of hex digits do not matter.
     *
     * @param name what to call it in an error, such as its file's name
     */
    public static Share parse(String text, String name) {
        List<String> lines = text.lines().map(line -> line.replaceAll("\\s+", "")).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
            throw new EscrowFailed(DAMAGED, name + " is no share: its first line is not '" + FIRST_LINE + "'");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            fields.put(colon < 0 ? line : line.substring(0, colon), line.substring(colon + 1));
        }
        if (!List.copyOf(fields.keySet()).equals(FIELDS)) {
            throw new EscrowFailed(DAMAGED, name + " is damaged: after its first line it has the lines " + String.join(", ", FIELDS));
        }
        return read(fields, name);
    }

    private static Share read(Map<String, String> fields, String name) {
        Share share;
        try {
            share = new Share(Integer.parseInt(fields.get("index")), Integer.parseInt(fields.get("threshold")), HEX.parseHex(fields.get("key")),
                    HEX.parseHex(fields.get("split")), HEX.parseHex(fields.get("share")));
        } catch (IllegalArgumentException e) {
            throw new EscrowFailed(DAMAGED, name + " is damaged: a number or a length in it is wrong");
        }
        if (!share.checksum().equalsIgnoreCase(fields.get("checksum"))) {
            throw new EscrowFailed(DAMAGED, name + " is damaged: its checksum does not fit, so something in it was changed or mistyped");
        }
        return share;
    }

    boolean sameAs(Share other) {
        return index == other.index && Arrays.equals(split, other.split) && MessageDigest.isEqual(value, other.value);
    }

    private String checksum() {
        ByteBuffer content = ByteBuffer.allocate(2 + key.length + split.length + value.length)
                .put((byte) index).put((byte) threshold).put(key).put(split).put(value);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((FIRST_LINE + "\n").getBytes(StandardCharsets.US_ASCII));
            return HEX.formatHex(sha256.digest(content.array()), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public byte[] split() {
        return split.clone();
    }

    /** Secret. */
    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public String toString() {
        return "Share[" + index + ", threshold " + threshold + ", key " + HEX.formatHex(key) + "]";
    }
}
