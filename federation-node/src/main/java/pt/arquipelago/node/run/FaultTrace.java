package pt.arquipelago.node.run;

/** What may be logged of an exception: classes and places, never its text, which may quote data. */
public final class FaultTrace {
    private static final int DEPTH = 6;

    private FaultTrace() {}

    public static String of(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        for (Throwable each = failure; each != null && trace.length() < 4_000; each = each.getCause()) {
            trace.append(trace.isEmpty() ? "" : " caused by ").append(each.getClass().getName());
            StackTraceElement[] frames = each.getStackTrace();
            for (int i = 0; i < Math.min(DEPTH, frames.length); i++) {
                trace.append(i == 0 ? " at " : " < ").append(frames[i]);
            }
        }
        return trace.toString();
    }
}
