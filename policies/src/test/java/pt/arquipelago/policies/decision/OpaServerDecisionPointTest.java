package pt.arquipelago.policies.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import pt.arquipelago.policies.testing.Examples;

/** Answers that a real server does not give at will. */
class OpaServerDecisionPointTest {
    private static final Duration LIMIT = Duration.ofMillis(400);

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void anErrorOfTheServer() throws IOException {
        assertDenied(answer(500, "{\"code\":\"internal_error\"}"), "policy.error");
        assertDenied(answer(302, ""), "policy.error");
        assertDenied(answer(404, ""), "policy.not-found");
    }

    @Test
    void anAnswerThatIsNoJson() throws IOException {
        assertDenied(answer(200, ""), "policy.malformed");
        assertDenied(answer(200, "<html>proxy</html>"), "policy.malformed");
        assertDenied(answer(200, "{\"result\":{\"allow\":true,\"denials\":[]"), "policy.malformed");
        assertDenied(answer(200, "[]"), "policy.malformed");
    }

    @Test
    void anAnswerWithoutProvenance() throws IOException {
        assertDenied(answer(200, "{\"result\":{\"allow\":true,\"denials\":[]}}"), "policy.unidentified");
    }

    @Test
    void noAnswerInTime() throws IOException {
        assertDenied(exchange -> await(), "policy.timeout");
    }

    @Test
    void anAnswerThatBeginsAndDoesNotEndInTime() throws IOException {
        assertDenied(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        }, "policy.timeout");
    }

    @Test
    void aServerThatHangsUp() throws IOException {
        assertDenied(HttpExchange::close, "policy.unavailable");
    }

    private static HttpHandler answer(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    private void await() {
        try {
            end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertDenied(HttpHandler handler, String code) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            Duration limit = code.equals("policy.timeout") ? LIMIT : Duration.ofSeconds(20);
            Decision decision = new OpaServerDecisionPoint(address, PolicyBundle.EHDS, Optional.empty(), limit).decide(Examples.input());
            assertThat(decision.allowed()).isFalse();
            assertThat(decision.denials()).extracting(Denial::code).containsExactly(code);
        } finally {
            end.countDown(); // a server stops only when its handlers have ended
            server.stop(0);
        }
    }
}
