package pt.arquipelago.policies.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real {@code opa} command: from the setting {@value #SETTING}, the project's {@code .tools/bin}, or the PATH. */
public final class Opa {
    public static final String SETTING = "ARQUIPELAGO_OPA";
    private static final int LIMIT_SECONDS = 60;

    private Opa() {
    }

    /** @throws AssertionError with the command that installs it */
    public static Path command() {
        String set = System.getenv(SETTING);
        Path tools = Golden.project().resolve(".tools/bin");
        Stream<Path> places = set != null && !set.isBlank() ? Stream.of(Path.of(set))
                : Stream.concat(Stream.of(tools), Arrays.stream(System.getenv("PATH").split(":")).map(Path::of)).map(folder -> folder.resolve("opa"));
        return places.filter(Files::isExecutable).findFirst().orElseThrow(() -> new AssertionError(
                "opa is not found. Install it with: GOBIN=" + tools + " go install github.com/open-policy-agent/opa@v1.22.2"));
    }

    /** Runs it to its end and gives what it prints. */
    public static String run(String... arguments) {
        try {
            Path out = Files.createTempFile("opa", ".out");
            Process process = start(out, arguments);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("opa " + String.join(" ", arguments) + " failed: " + Files.readString(out));
            }
            return Files.readString(out);
        } catch (IOException e) {
            throw new AssertionError("opa cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Process start(Path out, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(command().toString()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    }

    /** A server on a free port of this machine. */
    public static final class Server implements AutoCloseable {
        private final Process process;
        private final URI address;

        /** @param arguments further arguments, for instance {@code --bundle FILE} */
        public Server(String... arguments) throws IOException, InterruptedException {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            address = URI.create("http://127.0.0.1:" + port);
            Path log = Files.createTempFile("opa", ".log");
            String[] line = Stream.concat(Stream.of("run", "--server", "--addr", "127.0.0.1:" + port, "--log-level", "error", "--skip-version-check"),
                    Stream.of(arguments)).toArray(String[]::new);
            process = start(log, line);
            awaitHealth(log);
        }

        public URI address() {
            return address;
        }

        private void awaitHealth(Path log) throws IOException, InterruptedException {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest health = HttpRequest.newBuilder(address.resolve("/health")).timeout(Duration.ofSeconds(2)).build();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (System.nanoTime() < end && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
                try {
                    if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // not listening yet
                }
            }
            close();
            throw new AssertionError("opa did not start: " + Files.readString(log));
        }

        @Override
        public void close() {
            process.destroyForcibly();
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
