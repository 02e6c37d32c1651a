package pt.arquipelago.node.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** An access body over HTTP that gives out what a test put in, and keeps what came. It is a proxy too: it answers for any host. */
final class FakeAccessBody implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request as it came. */
    record Seen(String host, String path, String authorization, String manifest, byte[] body) {}

    final BlockingQueue<Seen> polls = new LinkedBlockingQueue<>();
    final BlockingQueue<Seen> results = new LinkedBlockingQueue<>();
    final List<String> stages = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final HttpServer server;
    private final Supplier<String> statusList;
    private final AtomicReference<PublishedPolicy> policy = new AtomicReference<>();

    private record PublishedPolicy(String digest, String compact) {}

    FakeAccessBody(Supplier<String> statusList) throws IOException {
        this.statusList = statusList;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    void order(String compact) {
        orders.add(compact);
    }

    /** From the next poll on. */
    void publish(String digest, String compact) {
        policy.set(new PublishedPolicy(digest, compact));
    }

    /** The next results are answered with an error. */
    void failResults(int times) {
        failures.set(times);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Seen seen = new Seen(exchange.getRequestHeaders().getFirst("Host"), exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Arquipelago-Manifest"), exchange.getRequestBody().readAllBytes());
        int status = 200;
        ObjectNode answer = JSON.createObjectNode();
        if (seen.path().equals("/node/v1/poll")) {
            polls.add(seen);
            poll(answer);
        } else if (seen.path().equals("/node/v1/policy")) {
            answer.put("policy", policy.get().compact());
        } else if (seen.path().endsWith("/progress")) {
            stages.add(JSON.readTree(seen.body()).path("stage").asText());
        } else if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            status = 503;
        } else {
            results.add(seen);
        }
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Held for half a second, where the real one holds for 25. */
    private void poll(ObjectNode answer) {
        answer.put("status_list", statusList.get()).put("audit_seen", 0).putArray("cancel");
        if (policy.get() != null) {
            answer.put("policy_digest", policy.get().digest());
        }
        var waiting = answer.putArray("orders");
        try {
            String first = orders.poll(500, TimeUnit.MILLISECONDS);
            if (first != null) {
                waiting.add(first);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
