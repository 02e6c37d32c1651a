package pt.arquipelago.node.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.FingerprintSums;

/** What a term has that counts or lists something distinct, by the keys of a row. */
final class DistinctTerm {
    private static final Fingerprint NOBODY = new FingerprintSums(1).toFingerprint(0);

    private final Object none;
    private final Map<List<Object>, Object> values = new HashMap<>();
    private final Map<List<Object>, Fingerprint> fingerprints = new HashMap<>();

    /** @param none the value of a row without any */
    DistinctTerm(Object none) {
        this.none = none;
    }

    void has(List<Object> keys, Object value) {
        values.put(keys, value);
    }

    void restsOn(List<Object> keys, Fingerprint fingerprint) {
        fingerprints.put(keys, fingerprint);
    }

    Object value(List<Object> keys) {
        return values.getOrDefault(keys, none);
    }

    Fingerprint fingerprint(List<Object> keys) {
        return fingerprints.getOrDefault(keys, NOBODY);
    }
}
