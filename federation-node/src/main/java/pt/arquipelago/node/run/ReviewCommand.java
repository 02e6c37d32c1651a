package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.history.History;
import pt.arquipelago.node.history.HistorySecret;
import pt.arquipelago.node.history.NodeStore;
import pt.arquipelago.node.history.NoiseAccount;
import pt.arquipelago.node.history.ReleasedNumbers;
import pt.arquipelago.node.history.Reviews;
import pt.arquipelago.node.review.CellSight;
import pt.arquipelago.node.review.CheckersDesk;
import pt.arquipelago.node.review.Sessions;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;

/** {@code node review}: cells that were too close to what left, for the institution's checkers, while the node stands still. */
@Command(name = "review", mixinStandardHelpOptions = true, description = {
        "Look at cells that are too close to what left before, and release them with a reason, or not.",
        "The node must be stopped: one process owns its state folder. While it runs, its page does the same ('review.listen')."})
public final class ReviewCommand implements Runnable {
    @Spec
    private CommandSpec command;

    private final Clock clock;
    private final Map<String, String> environment;

    public ReviewCommand(Clock clock, Map<String, String> environment) {
        this.clock = requireNonNull(clock, "clock is null");
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Name what to do: node review list, show, release, keep or token.");
    }

    @Command(name = "token", mixinStandardHelpOptions = true, description = "Make a token for a checker's page; it is shown once and kept nowhere.")
    void token() {
        String token = Sessions.newToken();
        say("For the checker alone:    " + token);
        say("For node.yaml:            token_sha256: " + Sessions.digest(token));
        command.commandLine().getOut().flush();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Name the cells that wait, without their values.")
    void list(@Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.") Path config) throws Exception {
        at(config, desk -> {
            List<Reviews.Waiting> waiting = desk.waiting();
            waiting.forEach(each -> say(each.id() + "  " + each.applicant() + "  until " + Instant.ofEpochSecond(each.expires())));
            say(waiting.isEmpty() ? "No cell waits." : waiting.size() + (waiting.size() == 1 ? " cell waits." : " cells wait."));
        });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show one: its row, what it comes close to, the difference and on how many persons that rests. The audit log has who looked.")
    void show(@Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.") Path config,
            @Option(names = "--checker", required = true, paramLabel = "NAME", description = "One of 'review.checkers'.") String checker,
            @Parameters(paramLabel = "CELL", description = "As `list` names it.") String cell) throws Exception {
        Reviews.Id id = Reviews.Id.of(cell);
        at(config, desk -> print(desk.show(id, checker)));
    }

    @Command(name = "release", mixinStandardHelpOptions = true, description = "Let one leave: a repeat of its question is answered with it.")
    void release(@Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.") Path config,
            @Option(names = "--checker", required = true, paramLabel = "NAME", description = "One of 'review.checkers'.") String checker,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it stands in the audit log.") String reason,
            @Option(names = "--seen", required = true, paramLabel = "DIGEST", description = "As `show` said it last: you decide on what you saw.") String seen,
            @Parameters(paramLabel = "CELL", description = "As `list` names it.") String cell) throws Exception {
        Reviews.Id id = Reviews.Id.of(cell);
        at(config, desk -> {
            desk.release(id, checker, reason, seen);
            say("Released. Who asks the same question again gets it.");
        });
    }

    @Command(name = "keep", mixinStandardHelpOptions = true, description = "Keep one back for good, and delete its value.")
    void keep(@Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.") Path config,
            @Option(names = "--checker", required = true, paramLabel = "NAME", description = "One of 'review.checkers'.") String checker,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it stands in the audit log.") String reason,
            @Parameters(paramLabel = "CELL", description = "As `list` names it.") String cell) throws Exception {
        Reviews.Id id = Reviews.Id.of(cell);
        at(config, desk -> {
            desk.keep(id, checker, reason);
            say("Kept back.");
        });
    }

    private interface Work {
        void with(CheckersDesk desk);
    }

    private void at(Path config, Work work) throws Exception {
        NodeSettings settings = NodeSettings.read(config, environment);
        if (!settings.review().isOn()) {
            throw new OperatorException("Nobody is named in 'review.checkers' of " + config + ", so that the node keeps nothing to look at. Name who may decide, and start the node.");
        }
        FederationNode.Trust trust = FederationNode.Trust.of(settings, environment);
        try (AuditLog audit = AuditLog.open(settings.state().resolve("audit"), settings.node(), trust.own(), clock); NodeStore store = NodeStore.open(settings.state())) {
            HistorySecret secret = HistorySecret.of(store, trust.own(), trust.earlier());
            ReleasedNumbers.Reach reach = settings.history().reach() == NodeSettings.HistoryReach.EVERYBODY ? ReleasedNumbers.Reach.EVERYBODY : ReleasedNumbers.Reach.APPLICANT;
            History history = new History(store, new ReleasedNumbers(secret, reach), new NoiseAccount(secret, true), settings.history().questionsPerPermit());
            history.reviews().forget(clock.instant().getEpochSecond());
            work.with(new CheckersDesk(history.reviews(), audit, FederationNode.checkerNames(settings), clock));
        }
        command.commandLine().getOut().flush();
    }

    private void print(CellSight cell) {
        say("Question of " + cell.user() + " (" + cell.applicant() + "), threshold " + cell.threshold() + " persons:");
        say("  " + cell.sql());
        say("Row " + row(cell.row()) + ", column " + cell.term() + ": " + cell.value());
        for (CellSight.Near near : cell.near()) {
            say("");
            say(near.persons().map(persons -> (near.sum() ? "A sum of this cell with others of its answer" : "This cell") + ", beside what left, rests on "
                    + (persons == 0 ? "nobody" : persons + (persons == 1 ? " person" : " persons") + " (or a few more that share a place)")).orElse("More left than can be looked at: it cannot be released")
                    + near.difference().map(difference -> "; the difference is " + difference).orElse("") + ":");
            near.earlier().forEach(earlier -> say("  " + (earlier.sign() > 0 ? "added: " : "taken away: ") + earlier.cell()
                    .map(found -> "answer " + earlier.answer().orElseThrow() + ", row " + row(found.row()) + ", column " + found.term() + ": " + found.value() + "  (" + found.sql() + ")")
                    .orElseGet(() -> earlier.answer().map(answer -> "a number of answer " + answer + " that is a sum of its rows, or whose row was not kept").orElse("a number that left before"))));
        }
        cell.parted().forEach(parted -> say("With it, " + parted.numbers() + " numbers part about " + parted.persons() + " persons: many more tell of each of them."));
        if (cell.solves()) {
            say("Beside all that left, put together as equations, a number of fewer persons than may leave could be worked out, or this very number.");
        }
        if (cell.isFar()) {
            say("What it was too close to did not leave after all.");
        }
        say("");
        say("To decide: node review release --seen " + cell.seen() + " --checker … --reason … " + cell.id());
        say("       or: node review keep --checker … --reason … " + cell.id());
    }

    private static String row(List<CellSight.Named> keys) {
        return keys.isEmpty() ? "(the only one)" : keys.stream().map(key -> key.name() + " = " + key.value()).collect(Collectors.joining(", "));
    }

    private void say(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
    }
}
