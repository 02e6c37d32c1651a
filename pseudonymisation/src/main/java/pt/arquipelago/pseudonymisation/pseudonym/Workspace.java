package pt.arquipelago.pseudonymisation.pseudonym;

import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;
import pt.arquipelago.pseudonymisation.mac.AesCmac;

/** A cipher and its buffers, lent to one thread at a time. */
final class Workspace {

    /** Messages whose blocks are encrypted in one call. */
    static final int BATCH = 512;

    final AesCmac cmac;
    final byte[] state = new byte[BATCH * AesCmac.BLOCK];
    final byte[] message = new byte[2 + CanonicalForm.MAX_LENGTH];
    final byte[] tag = new byte[AesCmac.BLOCK];

    Workspace(AesCmac cmac) {
        this.cmac = cmac;
    }
}
