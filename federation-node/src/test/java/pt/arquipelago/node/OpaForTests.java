package pt.arquipelago.node;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.concurrent.TimeUnit;
import pt.arquipelago.policies.decision.PolicyBundle;

/** The real {@code opa}: it compiles an institution's policy, and serves the access body's. */
public final class OpaForTests {
    public static final Path ROOT = Path.of(System.getProperty("arquipelago.root", ".."));
    private static final long LIMIT_SECONDS = 60;

    private OpaForTests() {}

    /**
     * @param declares whether the bundle has the entry point of its declaration
     * @return the bundle, in {@code folder}
     */
    public static Path compiled(Path folder, String name, String rego, boolean declares) throws Exception {
        Path source = Files.createDirectories(folder.resolve(name));
        Files.writeString(source.resolve("holder.rego"), rego);
        Path bundle = folder.resolve(name + ".tar.gz");
        List<String> line = new ArrayList<>(List.of("build", "-t", "wasm", "-e", "holder/decision", "-o", bundle.toString()));
        if (declares) {
            line.addAll(List.of("-e", "holder/declaration"));
        }
        line.add(source.toString());
        run(line);
        return bundle;
    }

    private static void run(List<String> arguments) throws Exception {
        Process process = start(arguments);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Process start(List<String> arguments) throws IOException {
        String set = System.getenv("ARQUIPELAGO_OPA");
        List<String> line = new ArrayList<>(List.of(set == null ? ROOT.resolve(".tools/bin/opa").toString() : set));
        line.addAll(arguments);
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** A server of the access body's rules on a free port of this machine. */
    public static final class Server implements AutoCloseable {
        private final Process process;
        private final URI address;

        public Server(Path folder) throws Exception {
            Path bundle = folder.resolve("ehds.tar.gz");
            OpaForTests.run(List.of("build", "-e", PolicyBundle.EHDS, "--ignore", "*_test.rego", "--revision", PolicyBundle.ofAccessBody().digest(), "-o", bundle.toString(),
                    ROOT.resolve("policies/rego/ehds").toString()));
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            address = URI.create("http://127.0.0.1:" + port);
            process = start(List.of("run", "--server", "--addr", "127.0.0.1:" + port, "--log-level", "error", "--skip-version-check", "--bundle", bundle.toString()));
            awaitHealth();
        }

        public URI address() {
            return address;
        }

        private void awaitHealth() throws InterruptedException {
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
            throw new AssertionError("opa did not start");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
