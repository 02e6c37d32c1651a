package pt.arquipelago.node.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.FingerprintSums;

/** What a term has that counts or lists something distinct, by the keys of a row. */
final class DistinctTerm {
    static final Fingerprint NOBODY = new FingerprintSums(1).toFingerprint(0);

    private final Object none;
    private final Map<List<Object>, Object> values = new HashMap<>();
    private final Map<List<Object>, List<Basis>> basis = new HashMap<>();

    /** @param none the value of a row without any */
    DistinctTerm(Object none) {
        this.none = none;
    }

    void has(List<Object> keys, Object value) {
        values.put(keys, value);
    }

    void restsOn(List<Object> keys, List<Basis> number) {
        basis.put(keys, number);
    }

    Object value(List<Object> keys) {
        return values.getOrDefault(keys, none);
    }

    List<Basis> basis(List<Object> keys) {
        return basis.getOrDefault(keys, List.of(Basis.of(NOBODY)));
    }
}
