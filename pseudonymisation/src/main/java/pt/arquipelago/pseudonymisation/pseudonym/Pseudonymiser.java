package pt.arquipelago.pseudonymisation.pseudonym;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.DomainKey;
import pt.arquipelago.pseudonymisation.key.KeyPurpose;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.mac.AesCmac;

/**
 * Makes pseudonyms: the first 64 bits, big-endian and signed, of {@code AES-CMAC(K_domain, typeCode ‖ 0x00 ‖ canonical
 * identifier in ASCII)}. The same identifier has the same pseudonym within a domain and epoch; without the key nothing
 * connects the pseudonyms of two domains, epochs or types. After a rotation each is taken on by an {@link EpochStep}.
 *
 * <p>Takes canonical identifiers only ({@link IdentifierType#write}); it does not check them again. Safe for many threads.
 */
public final class Pseudonymiser {

    /** Characters that fit into one AES block behind the type code and the zero byte. */
    private static final int ONE_BLOCK = AesCmac.BLOCK - 2;

    private final WorkspacePool pool;
    private final List<EpochStep> steps;

    private Pseudonymiser(WorkspacePool pool, List<EpochStep> steps) {
        this.pool = pool;
        this.steps = List.copyOf(steps);
    }

    /** Of the first epoch. The key may be closed afterwards: only the domain's key, derived from it, is kept. */
    public static Pseudonymiser of(NodeKey key, String domain) {
        requireNonNull(key, "key is null");
        return of(key.domain(KeyPurpose.PSEUDONYM, domain, 0));
    }

    /** Of a key derived already, which may be for another purpose that needs a number per identifier. */
    public static Pseudonymiser of(DomainKey key) {
        requireNonNull(key, "key is null");
        return new Pseudonymiser(new WorkspacePool(() -> new Workspace(key.cmac())), List.of());
    }

    /** The same after one more rotation: what it made so far, taken one step further. */
    public Pseudonymiser then(EpochStep step) {
        List<EpochStep> more = new ArrayList<>(steps);
        more.add(requireNonNull(step, "step is null"));
        return new Pseudonymiser(pool, more);
    }

    /** How many rotations its pseudonyms went through. */
    public int epoch() {
        return steps.size();
    }

    /** The pseudonyms of one canonical identifier in every epoch up to this one, the first epoch's first. */
    public long[] throughEpochs(IdentifierType type, String canonical) {
        long[] all = new long[steps.size() + 1];
        byte[] ascii = canonical.getBytes(StandardCharsets.US_ASCII);
        all[0] = first(type, ascii, 0, ascii.length);
        for (int i = 0; i < steps.size(); i++) {
            all[i + 1] = steps.get(i).next(all[i]);
        }
        return all;
    }

    /** Of one canonical identifier of 1 to 64 ASCII characters. */
    public long pseudonym(IdentifierType type, byte[] ascii, int offset, int length) {
        long pseudonym = first(type, ascii, offset, length);
        for (EpochStep step : steps) {
            pseudonym = step.next(pseudonym);
        }
        return pseudonym;
    }

    private long first(IdentifierType type, byte[] ascii, int offset, int length) {
        requireLength(length);
        Workspace workspace = pool.borrow();
        try {
            return one(workspace, type, ascii, offset, length);
        } finally {
            pool.giveBack(workspace);
        }
    }

    /** Of one canonical identifier, for places where speed does not matter. */
    public long pseudonym(IdentifierType type, String canonical) {
        byte[] ascii = canonical.getBytes(StandardCharsets.US_ASCII);
        return pseudonym(type, ascii, 0, ascii.length);
    }

    /**
     * Of many canonical identifiers, several times faster than one by one. Where {@code canonical[i]} is null,
     * {@code out[i]} means nothing.
     *
     * @param out at least as long as {@code canonical}
     */
    public void pseudonyms(IdentifierType type, byte[][] canonical, long[] out) {
        if (out.length < canonical.length) {
            throw new IllegalArgumentException("out has room for " + out.length + " of " + canonical.length + " pseudonyms");
        }
        Workspace workspace = pool.borrow();
        try {
            for (int from = 0; from < canonical.length; from += Workspace.BATCH) {
                batch(workspace, type, canonical, from, Math.min(from + Workspace.BATCH, canonical.length), out);
            }
        } finally {
            pool.giveBack(workspace);
        }
        for (EpochStep step : steps) {
            step.next(out, canonical.length);
        }
    }

    private static void batch(Workspace workspace, IdentifierType type, byte[][] canonical, int from, int to, long[] out) {
        byte[] blocks = workspace.state;
        int filled = 0;
        for (int i = from; i < to; i++) {
            byte[] ascii = canonical[i];
            if (ascii != null && ascii.length <= ONE_BLOCK) {
                requireLength(ascii.length);
                fill(workspace.cmac, type, ascii, blocks, filled);
                filled += AesCmac.BLOCK;
            } else if (ascii != null) {
                requireLength(ascii.length);
                out[i] = one(workspace, type, ascii, 0, ascii.length);
            }
        }
        workspace.cmac.encrypt(blocks, filled);
        int at = 0;
        for (int i = from; i < to; i++) {
            if (canonical[i] != null && canonical[i].length <= ONE_BLOCK) {
                out[i] = BigEndian.get(blocks, at);
                at += AesCmac.BLOCK;
            }
        }
    }

    private static void fill(AesCmac cmac, IdentifierType type, byte[] ascii, byte[] blocks, int at) {
        blocks[at] = type.code();
        blocks[at + 1] = 0;
        System.arraycopy(ascii, 0, blocks, at + 2, ascii.length);
        Arrays.fill(blocks, at + 2 + ascii.length, at + AesCmac.BLOCK, (byte) 0);
        cmac.mask(blocks, at, 2 + ascii.length);
    }

    private static long one(Workspace workspace, IdentifierType type, byte[] ascii, int offset, int length) {
        workspace.message[0] = type.code();
        workspace.message[1] = 0;
        System.arraycopy(ascii, offset, workspace.message, 2, length);
        workspace.cmac.tag(workspace.message, 2 + length, workspace.tag);
        return BigEndian.get(workspace.tag, 0);
    }

    private static void requireLength(int length) {
        if (length < 1 || length > CanonicalForm.MAX_LENGTH) {
            throw new IllegalArgumentException("a canonical identifier has 1 to " + CanonicalForm.MAX_LENGTH + " characters, not " + length);
        }
    }
}
