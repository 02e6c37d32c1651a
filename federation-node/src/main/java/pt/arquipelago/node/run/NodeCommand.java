package pt.arquipelago.node.run;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;

/** Answers the questions that the access body queues for this node, until it is stopped. */
@Command(name = "node", description = "Answer approved questions: poll the access body, run the chain, send what may leave.", mixinStandardHelpOptions = true)
public final class NodeCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "node.yaml", description = "The node's settings.")
    private Path config;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (config == null) {
            throw new ParameterException(command.commandLine(), "--config is missing: name the node's settings file.");
        }
        NodeSettings settings = NodeSettings.read(config, System.getenv());
        if (settings.testIssuer().isPresent()) {
            throw new OperatorException("The node does not start: 'test_issuer' stands in " + config
                    + ", and whoever holds that key could sign any permit. Remove it, or use `run`, which answers locally only.");
        }
        throw new OperatorException("This build of the node does not answer questions yet.");
    }
}
