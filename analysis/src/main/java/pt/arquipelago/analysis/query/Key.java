package pt.arquipelago.analysis.query;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One group key.
 *
 * @param expression canonical form
 * @param codes the column's declared code list as far as WHERE's conditions on the key leave it, if the key is a bare column that has
 *     one; never NULL, none twice
 */
public record Key(String name, ValueType type, JsonNode expression, Optional<List<Object>> codes) {
    public Key {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        Digests.requireCanonical(requireNonNull(expression, "expression is null"));
        ValueType keyType = type;
        codes = requireNonNull(codes, "codes is null").map(list -> canonicalCodes(keyType, list));
    }

    private static List<Object> canonicalCodes(ValueType type, List<Object> list) {
        List<Object> canonical = new ArrayList<>(list.size());
        for (Object code : list) {
            canonical.add(requireNonNull(Values.canonical(type, code), "a code is null"));
        }
        if (new HashSet<>(canonical).size() != canonical.size()) {
            throw new IllegalArgumentException("a code stands twice in its list");
        }
        return Collections.unmodifiableList(canonical);
    }
}
