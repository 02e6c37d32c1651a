package pt.arquipelago.node.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.execution.NodeSpark;
import pt.arquipelago.node.link.AccessBodyClient;
import pt.arquipelago.node.review.ReviewServer;
import pt.arquipelago.node.review.Sessions;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;

/** Answers the questions that the access body queues for this node, until it is stopped. */
@Command(name = "node", description = "Answer approved questions: poll the access body, run the chain, send what may leave.", mixinStandardHelpOptions = true)
public final class NodeCommand implements Callable<Integer> {
    private static final long STOP_MILLIS = 10_000;

    @Option(names = "--config", paramLabel = "node.yaml", description = "The node's settings.")
    private Path config;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        if (config == null) {
            throw new ParameterException(command.commandLine(), "--config is missing: name the node's settings file.");
        }
        NodeSettings settings = NodeSettings.read(config, System.getenv());
        if (settings.testIssuer().isPresent()) {
            throw new OperatorException("The node does not start: 'test_issuer' stands in " + config
                    + ", and whoever holds that key could sign any permit. Remove it, or use `run`, which answers locally only.");
        }
        return answerQuestions(settings, System.getenv());
    }

    private Integer answerQuestions(NodeSettings settings, Map<String, String> environment) throws Exception {
        FederationNode.Trust trust = FederationNode.Trust.of(settings, environment);
        Clock clock = Clock.systemUTC();
        try (NodeSpark spark = NodeSpark.start(settings.spark()); FederationNode node = FederationNode.open(settings, trust, spark, clock);
                Page page = page(settings, node, clock)) {
            AccessBodyClient client = new AccessBodyClient(settings.accessBody().orElseThrow().url(), settings.node(), trust.own(), clock, settings.proxy());
            NodeLoop loop = new NodeLoop(node, client, clock);
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loop, main), "stop"));
            command.commandLine().getOut().println("Node " + settings.node() + " polls " + settings.accessBody().orElseThrow().url() + "; it is warming.");
            page.say(command.commandLine().getOut());
            command.commandLine().getOut().flush();
            loop.run(node::warm);
        }
        return 0;
    }

    /** Of the checkers, if there is one. */
    private record Page(Optional<ReviewServer> server) implements AutoCloseable {
        void say(PrintWriter out) {
            server.ifPresent(started -> out.println("Its checkers' page is on this machine at port " + started.port() + "."));
        }

        @Override
        public void close() {
            server.ifPresent(ReviewServer::close);
        }
    }

    private static Page page(NodeSettings settings, FederationNode node, Clock clock) {
        Map<String, String> tokens = settings.review().checkers().stream().collect(Collectors.toMap(NodeSettings.Checker::name, NodeSettings.Checker::tokenSha256));
        return new Page(settings.review().listen().map(listen -> {
            int colon = listen.lastIndexOf(':');
            return ReviewServer.start(node.checkers(), new Sessions(tokens, clock), listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        }));
    }

    /** On SIGTERM: no new order, then the main thread closes store and log. */
    private static void stop(NodeLoop loop, Thread main) {
        loop.close();
        main.interrupt();
        try {
            main.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
