package pt.arquipelago.node;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import pt.arquipelago.node.settings.OperatorException;

/**
 * What a person at the terminal reads when a command fails. Only messages written for them are printed: the text of any
 * other exception may carry data (engines quote the value that failed), so its class and a correlation id stand in for it.
 */
final class CommandFailure implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CommandFailure.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof OperatorException expected) {
            command.getErr().println(expected.getMessage());
        } else {
            var correlation = UUID.randomUUID();
            LOG.error("Command {} failed: {} at {} [{}]", command.getCommandName(), failure.getClass().getName(), firstFrame(failure), correlation);
            command.getErr().println("The command failed unexpectedly (" + failure.getClass().getSimpleName() + ", correlation " + correlation
                    + "). Its text is withheld because it may carry data; the log names the place.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String firstFrame(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("pt.arquipelago.")) {
                return frame.toString();
            }
        }
        return "unknown place";
    }
}
