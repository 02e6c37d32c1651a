package pt.arquipelago.demo.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/**
 * One process of the demonstration, started through the front door as an institution would, with its output in a log
 * file. It is given only the environment variables named for it, so that a node never sees the password of the
 * pseudonymisation key.
 */
final class Service implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;

    private Service(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static Service start(FrontDoor door, String name, Path log, Map<String, String> environment, List<String> arguments) {
        requireNonNull(name, "name is null");
        List<String> command = new ArrayList<>();
        command.add(door.script().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        try {
            Files.createDirectories(log.getParent());
            builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return new Service(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + name, e);
        }
    }

    /** Waits until the service answers at the address. */
    void awaitAnswer(HttpClient http, URI address, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        while (System.nanoTime() < until) {
            requireRunning();
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StepFailed(name + " was interrupted while it started", "start the demonstration again");
            }
            Pause.briefly();
        }
        throw new StepFailed(name + " did not answer at " + address + " within " + limit.toSeconds() + " s", "see " + log);
    }

    /** Waits for a process that ends by itself; fails with the end of its log when it ends badly. */
    void awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new StepFailed(name + " took longer than " + limit.toSeconds() + " s", "see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed(name + " was interrupted", "start the demonstration again");
        }
        if (process.exitValue() != 0) {
            throw new StepFailed(name + " ended with " + process.exitValue() + "\n" + tail(), "see " + log);
        }
    }

    void requireRunning() {
        if (!process.isAlive()) {
            throw new StepFailed(name + " ended with " + process.exitValue() + "\n" + tail(), "see " + log);
        }
    }

    boolean running() {
        return process.isAlive();
    }

    Path log() {
        return log;
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
