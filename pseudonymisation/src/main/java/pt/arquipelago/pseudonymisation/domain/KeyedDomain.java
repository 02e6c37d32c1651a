package pt.arquipelago.pseudonymisation.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.pseudonymisation.generalise.DateShift;
import pt.arquipelago.pseudonymisation.key.DomainKey;
import pt.arquipelago.pseudonymisation.key.KeyPurpose;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.pseudonym.EpochStep;
import pt.arquipelago.pseudonymisation.pseudonym.Pseudonymiser;

/** A pseudonymisation domain with the keys of all its epochs: what is computed with once the node's keys are closed again. */
public final class KeyedDomain {

    private final String name;
    private final List<String> fingerprints;
    private final Pseudonymiser pseudonymiser;
    private final Optional<EpochStep> newestStep;
    private final DomainKey shifts;
    private final Pseudonymiser extracts;

    private KeyedDomain(String name, List<String> fingerprints, Pseudonymiser pseudonymiser, Optional<EpochStep> newestStep, DomainKey shifts, Pseudonymiser extracts) {
        this.name = name;
        this.fingerprints = List.copyOf(fingerprints);
        this.pseudonymiser = pseudonymiser;
        this.newestStep = newestStep;
        this.shifts = shifts;
        this.extracts = extracts;
    }

    /** @param keys the node's key of each epoch, the first epoch's first; a key may stand for several */
    public static KeyedDomain of(String name, List<NodeKey> keys) {
        requireNonNull(name, "name is null");
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a domain has a key for its first epoch at least");
        }
        Pseudonymiser pseudonymiser = Pseudonymiser.of(keys.get(0), name);
        Optional<EpochStep> newest = Optional.empty();
        for (int epoch = 1; epoch < keys.size(); epoch++) {
            EpochStep step = EpochStep.into(epoch, keys.get(epoch), name);
            pseudonymiser = pseudonymiser.then(step);
            newest = Optional.of(step);
        }
        return new KeyedDomain(name, keys.stream().map(NodeKey::fingerprint).toList(), pseudonymiser, newest,
                keys.get(0).domain(KeyPurpose.DATE_SHIFT, name, 0),
                Pseudonymiser.of(keys.get(0).domain(KeyPurpose.EXTRACT, name, 0)));
    }

    public String name() {
        return name;
    }

    /** Of the key of each epoch; no secret. */
    public List<String> fingerprints() {
        return fingerprints;
    }

    /** Of the newest epoch. */
    public Pseudonymiser pseudonymiser() {
        return pseudonymiser;
    }

    /** From the epoch before the newest to the newest. */
    public EpochStep newestStep() {
        return newestStep.orElseThrow(() -> new IllegalStateException("no rotation led into the first epoch"));
    }

    /** Of the digests of extracts, the same in every epoch: an extract that was loaded before a rotation is still known after it. */
    public Pseudonymiser extracts() {
        return extracts;
    }

    /** The same in every epoch: dates loaded before and after a rotation still fit together. */
    public DateShift dateShift(int most) {
        return DateShift.of(shifts, most);
    }
}
