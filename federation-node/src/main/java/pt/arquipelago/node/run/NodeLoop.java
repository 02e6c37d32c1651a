package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.link.AccessBodyClient;
import pt.arquipelago.node.link.AccessBodyClient.Delivery;
import pt.arquipelago.node.link.AccessBodyClient.Poll;
import pt.arquipelago.node.link.AccessBodyClient.PollAnswer;
import pt.arquipelago.node.link.Backoff;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.signature.InvalidMessage;

/**
 * A node at work: polls the access body, runs its orders one after the other, sends the answers. It calls out only. One thread polls,
 * so that a cancellation and the status list arrive while another works; a third tells of progress and sends answers, at the times of
 * {@link Departure}.
 */
public final class NodeLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    /** A poll is held; one that is answered at once, without an order, must not become a busy loop. */
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** For what is being sent while the node stops; what is not sent by then is kept. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final FederationNode node;
    private final AccessBodyClient client;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> thread(task, "task"));
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(task -> thread(task, "answers"));
    private final Set<String> queued = ConcurrentHashMap.newKeySet();
    /** Ids of orders at work, or whose answers wait for their time to leave. */
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean ready = false;

    public NodeLoop(FederationNode node, AccessBodyClient client, Clock clock) {
        this.node = requireNonNull(node, "node is null");
        this.client = requireNonNull(client, "client is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Polls until {@link #close}. The warming is done by the worker, before its first order. */
    public void run(Runnable warming) {
        worker.execute(() -> {
            warming.run();
            ready = true;
            LOG.info("The node is ready");
        });
        try {
            poll(new Backoff(FIRST_WAIT, LONGEST_WAIT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(Backoff backoff) throws InterruptedException {
        long seen = 0;
        while (stopped.getCount() > 0) {
            try {
                AuditLog.Growth growth = node.audit().since(seen);
                long asked = clock.millis();
                PollAnswer answer = client.poll(new Poll(ready, growth.head(), growth.since(), growth.proof()));
                seen = answer.auditSeen();
                backoff.succeeded();
                take(answer);
                if (answer.orders().isEmpty() && clock.millis() - asked < SHORTEST_ROUND.toMillis()) {
                    stopped.await(SHORTEST_ROUND.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (IOException e) {
                Duration wait = backoff.failed();
                LOG.warn("The access body could not be polled ({}); next attempt in {} ms", e.getClass().getSimpleName(), wait.toMillis());
                stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void take(PollAnswer answer) {
        answer.statusList().ifPresent(list -> {
            try {
                node.statuses().accept(list);
            } catch (InvalidMessage e) {
                LOG.warn("A status list was not believed: {}", e.code());
            }
        });
        answer.policyDigest().filter(digest -> !digest.equals(node.accessBodyPolicy().digest())).ifPresent(this::renewPolicy);
        answer.cancel().forEach(node.runTask()::cancel);
        for (String order : answer.orders()) {
            if (queued.add(order)) {
                Departure departure = new Departure(clock, this::later);
                worker.execute(() -> work(order, departure));
            }
        }
        later(this::sendUnacknowledged, Duration.ZERO);
    }

    /** Rules that cannot be had or believed leave the ones before in force; the next poll tries again. */
    private void renewPolicy(String digest) {
        try {
            node.accessBodyPolicy().accept(client.policy());
            LOG.info("The access body's rules are now {}", node.accessBodyPolicy().digest());
        } catch (InvalidMessage e) {
            LOG.warn("The access body's rules {} were not believed: {}", digest, e.code());
        } catch (IOException e) {
            LOG.warn("The access body's rules {} could not be fetched or kept ({})", digest, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(String order, Departure departure) {
        Set<String> ids = new HashSet<>();
        try {
            Optional<ReleasedResult> answer = node.runTask().answer(order, (id, stage) -> {
                ids.add(id);
                leaving.add(id);
                departure.leave(() -> tell(id, stage));
            });
            answer.ifPresentOrElse(ready -> departure.leave(() -> send(ready)), () -> leaving.removeAll(ids));
        } catch (Exception e) {
            leaving.removeAll(ids);
            LOG.error("An order could not be answered: {}", FaultTrace.of(e));
        } finally {
            queued.remove(order);
        }
    }

    private void sendUnacknowledged() {
        try {
            node.jobs().forget(clock.instant().minus(Duration.ofMinutes(5)).getEpochSecond());
            node.checkers().forgetEnded();
            node.retention().forgetWhatIsDue();
            node.runTask().unacknowledged().stream().filter(answer -> !leaving.contains(answer.order())).forEach(this::send);
        } catch (Exception e) {
            LOG.error("Kept answers could not be sent: {}", FaultTrace.of(e));
        }
    }

    /** What cannot be sent now is kept and sent after the next poll that succeeds. */
    private void send(ReleasedResult answer) {
        try {
            Delivery delivery = client.result(answer);
            node.jobs().acknowledged(answer.order());
            LOG.info("Order {} {}: {}", answer.order(), answer.outcome().code(), delivery == Delivery.ACKNOWLEDGED ? "acknowledged" : "not wanted any more");
        } catch (IOException e) {
            LOG.warn("The answer to order {} could not be sent ({}); it is kept", answer.order(), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leaving.remove(answer.order());
        }
    }

    private void tell(String order, Progress.Stage stage) {
        try {
            client.progress(order, stage.code());
        } catch (IOException e) {
            LOG.debug("Progress of order {} could not be told", order);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(Runnable message, Duration after) {
        try {
            teller.schedule(message, after.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The node stops; what was to be said is kept");
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        worker.shutdownNow();
        teller.shutdown();
        try {
            if (!teller.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                teller.shutdownNow();
            }
        } catch (InterruptedException e) {
            teller.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
