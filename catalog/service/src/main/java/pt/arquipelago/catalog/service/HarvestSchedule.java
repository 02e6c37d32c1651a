package pt.arquipelago.catalog.service;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.catalog.service.harvest.Harvests;

/** Harvests other catalogues when their time has come, one after the other, beside everything else. Without a setting it does nothing. */
final class HarvestSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(HarvestSchedule.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int LONGEST_HOURS = 1;

    private final Harvests harvests;
    private final AtomicBoolean busy = new AtomicBoolean();

    HarvestSchedule(Harvests harvests) {
        this.harvests = requireNonNull(harvests, "harvests is null");
    }

    void every(Vertx vertx) {
        if (harvests.sources().stream().anyMatch(source -> source.every().isPresent())) {
            WorkerExecutor worker = vertx.createSharedWorkerExecutor("catalog-harvest", 1, LONGEST_HOURS, TimeUnit.HOURS);
            look(worker);
            vertx.setPeriodic(LOOK.toMillis(), timer -> look(worker));
        }
    }

    private void look(WorkerExecutor worker) {
        if (busy.compareAndSet(false, true)) {
            worker.executeBlocking(() -> {
                harvests.due().forEach(harvests::run);
                return null;
            }).onComplete(done -> busy.set(false)).onFailure(failure -> LOG.warn("Harvesting stopped: {}", failure.toString()));
        }
    }
}
