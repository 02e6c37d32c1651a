package pt.arquipelago.node.custody;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.key.KeyUnavailable;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/** The keys that {@code ingest.yaml} names: the newest, and those of epochs before it that had another. Closing it overwrites them. */
public final class KeyRing implements AutoCloseable {
    private final List<NodeKey> keys;

    private KeyRing(List<NodeKey> keys) {
        this.keys = keys;
    }

    /** Asks each custodian once. */
    public static KeyRing open(Custody custody, KeySetting newest, List<KeySetting> earlier) {
        List<NodeKey> keys = new ArrayList<>();
        KeyRing ring = new KeyRing(keys);
        try {
            keys.add(custody.of(newest).nodeKey());
            for (KeySetting each : earlier) {
                keys.add(custody.of(each).nodeKey());
            }
            return ring;
        } catch (KeyUnavailable e) {
            ring.close();
            throw new OperatorException(Character.toUpperCase(e.getMessage().charAt(0)) + e.getMessage().substring(1) + ".");
        }
    }

    public NodeKey newest() {
        return keys.get(0);
    }

    /** The domain as the lake's newest version has it; of an empty lake, with the newest key. */
    public KeyedDomain domain(String name, LakeVersion version) {
        List<String> chain = version.pseudonyms().map(LakeVersion.Pseudonyms::keys).orElse(List.of(newest().fingerprint()));
        return keyed(name, chain);
    }

    /** The domain after one rotation more, into an epoch of the newest key. */
    public KeyedDomain rotated(String name, LakeVersion version) {
        List<String> chain = new ArrayList<>(domain(name, version).fingerprints());
        chain.add(newest().fingerprint());
        return keyed(name, chain);
    }

    private KeyedDomain keyed(String name, List<String> chain) {
        try {
            return KeyedDomain.of(name, chain.stream().map(this::key).toList());
        } catch (IllegalArgumentException e) {
            throw new OperatorException("key 'domain': " + e.getMessage() + ".");
        }
    }

    private NodeKey key(String fingerprint) {
        Optional<NodeKey> found = keys.stream().filter(key -> key.fingerprint().equals(fingerprint)).findFirst();
        return found.orElseThrow(() -> new OperatorException("The lake's pseudonyms were made with the key " + fingerprint
                + ", and ingest.yaml names " + String.join(", ", keys.stream().map(NodeKey::fingerprint).toList())
                + ". Name that key too: as 'key', or under 'earlier_keys' if it was replaced by a rotation."));
    }

    @Override
    public void close() {
        keys.forEach(NodeKey::close);
    }
}
