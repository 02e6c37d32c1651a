package pt.arquipelago.accessbody.problem;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where something failed, for the log: kinds of errors and places in the code, never their messages, which may quote data. */
public final class FaultTrace {
    private static final int FRAMES = 12;
    private static final int CAUSES = 5;

    private FaultTrace() {}

    public static String of(Throwable error) {
        var trace = new StringBuilder();
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < CAUSES; depth++) {
            trace.append(depth == 0 ? "" : "\ncaused by ").append(cause.getClass().getName());
            trace.append(Arrays.stream(cause.getStackTrace()).limit(FRAMES).map(frame -> "\n\tat " + frame).collect(Collectors.joining()));
            cause = cause.getCause();
        }
        return trace.toString();
    }
}
