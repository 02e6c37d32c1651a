package pt.arquipelago.node.gate;

import java.util.Optional;
import java.util.function.Supplier;
import pt.arquipelago.analysis.RefusedException;

/** Runs a step on a stack that holds whatever the limits of a question let through; what still fails is refused, not failed. */
final class LargeStack {
    private static final long BYTES = 128L << 20;

    private LargeStack() {}

    static <T> T call(Supplier<T> step) {
        Result<T> result = new Result<>(step);
        Thread thread = new Thread(null, result, "question-gate", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", e);
        }
        return result.get();
    }

    private static final class Result<T> implements Runnable {
        private final Supplier<T> step;
        private T value;
        private Throwable failure;

        Result(Supplier<T> step) {
            this.step = step;
        }

        @Override
        public void run() {
            try {
                value = step.get();
            } catch (RuntimeException | StackOverflowError e) {
                failure = e;
            }
        }

        T get() {
            if (failure instanceof RefusedException refused) {
                throw refused;
            } else if (failure instanceof StackOverflowError) {
                throw GateRefusal.TOO_DEEP.because("The question is nested too deeply.", Optional.empty());
            } else if (failure != null) {
                RefusedException refused = GateRefusal.NOT_UNDERSTOOD.because("The question is not understood.", Optional.empty());
                throw new RefusedException(refused.refusal(), failure);
            } else if (value == null) {
                throw new IllegalStateException("the gate came to nothing");
            }
            return value;
        }
    }
}
