package pt.arquipelago.pseudonymisation.pseudonym;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import pt.arquipelago.pseudonymisation.key.DomainKey;
import pt.arquipelago.pseudonymisation.key.KeyPurpose;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.mac.AesCmac;

/**
 * One rotation: from the pseudonyms of one epoch to those of the next, without the identifiers behind them. The first 64
 * bits, big-endian and signed, of {@code AES-CMAC(K_domain of the new epoch, pseudonym as eight bytes)}. Safe for many threads.
 */
public final class EpochStep {

    private final WorkspacePool pool;

    private EpochStep(DomainKey key) {
        pool = new WorkspacePool(() -> new Workspace(key.cmac()));
    }

    /**
     * The step into an epoch. The key may be closed afterwards.
     *
     * @param epoch 1 or more
     */
    public static EpochStep into(int epoch, NodeKey key, String domain) {
        requireNonNull(key, "key is null");
        if (epoch < 1) {
            throw new IllegalArgumentException("no step leads into epoch " + epoch + ": the first rotation is into epoch 1");
        }
        return new EpochStep(key.domain(KeyPurpose.PSEUDONYM, domain, epoch));
    }

    public long next(long pseudonym) {
        long[] one = {pseudonym};
        next(one, 1);
        return one[0];
    }

    /** Takes the first {@code count} pseudonyms on, in place. */
    public void next(long[] pseudonyms, int count) {
        Workspace workspace = pool.borrow();
        try {
            for (int from = 0; from < count; from += Workspace.BATCH) {
                batch(workspace, pseudonyms, from, Math.min(from + Workspace.BATCH, count));
            }
        } finally {
            pool.giveBack(workspace);
        }
    }

    private static void batch(Workspace workspace, long[] pseudonyms, int from, int to) {
        byte[] blocks = workspace.state;
        int at = 0;
        for (int i = from; i < to; i++, at += AesCmac.BLOCK) {
            BigEndian.put(pseudonyms[i], blocks, at);
            Arrays.fill(blocks, at + Long.BYTES, at + AesCmac.BLOCK, (byte) 0);
            workspace.cmac.mask(blocks, at, Long.BYTES);
        }
        workspace.cmac.encrypt(blocks, at);
        at = 0;
        for (int i = from; i < to; i++, at += AesCmac.BLOCK) {
            pseudonyms[i] = BigEndian.get(blocks, at);
        }
    }
}
