package pt.arquipelago.pseudonymisation.pseudonym;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends workspaces without making an object per loan. An engine that calls from hundreds of short-lived threads shares
 * the few that are in use at once; a thread-local would make one for each thread.
 */
final class WorkspacePool {

    private static final int SLOTS = 64;

    private final AtomicReferenceArray<Workspace> idle = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<Workspace> maker;

    WorkspacePool(Supplier<Workspace> maker) {
        this.maker = maker;
    }

    Workspace borrow() {
        int start = start();
        for (int i = 0; i < SLOTS; i++) {
            int slot = start + i & SLOTS - 1;
            if (idle.getPlain(slot) != null) {
                Workspace found = idle.getAndSet(slot, null);
                if (found != null) {
                    return found;
                }
            }
        }
        return maker.get();
    }

    /** Takes a workspace back; if all slots are taken it is left to the collector. */
    void giveBack(Workspace workspace) {
        int start = start();
        for (int i = 0; i < SLOTS; i++) {
            int slot = start + i & SLOTS - 1;
            if (idle.getPlain(slot) == null && idle.compareAndSet(slot, null, workspace)) {
                return;
            }
        }
    }

    private static int start() {
        return Long.hashCode(Thread.currentThread().getId()) & SLOTS - 1;
    }
}
