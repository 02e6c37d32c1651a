package pt.arquipelago.policies.signature;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys that a receiver accepts for one kind of message, by thumbprint. */
public final class TrustedKeys {
    private final Map<String, VerificationKey> keys;

    private TrustedKeys(Map<String, VerificationKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    public static TrustedKeys of(VerificationKey... keys) {
        return of(Arrays.asList(keys));
    }

    public static TrustedKeys of(Collection<VerificationKey> keys) {
        requireNonNull(keys, "keys is null");
        return new TrustedKeys(keys.stream().distinct().collect(Collectors.toMap(VerificationKey::thumbprint, Function.identity())));
    }

    public Optional<VerificationKey> find(String thumbprint) {
        return Optional.ofNullable(keys.get(thumbprint));
    }
}
