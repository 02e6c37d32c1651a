package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A closed list of codes: a value outside it never enters the lake.
 *
 * @param name the list's name, unique in a lake
 * @param codes in their declared order, each once
 */
public record CodeList(String name, List<Code> codes) {

    /** One code, as it stands in the column, and its meaning. */
    public record Code(String code, Text title) {
        public Code {
            requireNonNull(code, "code is null");
            requireNonNull(title, "title is null");
        }
    }

    public CodeList {
        requireNonNull(name, "name is null");
        codes = List.copyOf(codes);
        Set<String> seen = new HashSet<>();
        for (Code code : codes) {
            if (!seen.add(code.code())) {
                throw new IllegalArgumentException("code list " + name + " holds the code " + code.code() + " twice");
            }
        }
    }

    /** The codes alone, in their declared order. */
    public List<String> values() {
        return codes.stream().map(Code::code).toList();
    }

    /** {@code sha256:…} over name, codes and titles; two lists with the same digest are the same list. */
    public String digest() {
        StringBuilder text = new StringBuilder(name).append('\n');
        for (Code code : codes) {
            text.append(code.code()).append('\t').append(code.title().pt()).append('\t').append(code.title().en()).append('\n');
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
