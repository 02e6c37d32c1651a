package pt.arquipelago.node.review;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.node.audit.AuditUnavailableException;
import pt.arquipelago.node.history.Reviews;
import pt.arquipelago.node.settings.OperatorException;

/** The checkers' pages over HTTP, on this machine alone. */
public final class ReviewServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewServer.class);
    private static final String COOKIE = "checker";
    private static final int MOST_BYTES = 16_384;

    private final CheckersDesk desk;
    private final Sessions sessions;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "review");
        thread.setDaemon(true);
        return thread;
    });

    private ReviewServer(CheckersDesk desk, Sessions sessions, HttpServer server) {
        this.desk = requireNonNull(desk, "desk is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.server = server;
    }

    /** @throws OperatorException when the address is not this machine's own, or taken */
    public static ReviewServer start(CheckersDesk desk, Sessions sessions, String host, int port) {
        if (port > 65_535) {
            throw new OperatorException("Key 'review.listen' names port " + port + ": at most 65535 was expected.");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new OperatorException("Key 'review.listen' names an address that others can reach. Name one of this machine's own, such as 127.0.0.1:8445; who comes from elsewhere comes through a proxy with TLS.");
        }
        try {
            ReviewServer started = new ReviewServer(desk, sessions, HttpServer.create(address, 0));
            started.server.setExecutor(started.threads);
            started.server.createContext("/", started::answer);
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new OperatorException("The checkers' page cannot listen at 'review.listen' (" + e.getClass().getSimpleName() + "). Name another port.");
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            Request request = new Request(exchange);
            try {
                route(request);
            } catch (AuditUnavailableException e) {
                request.text(503, request.portuguese() ? "O registo de auditoria não pode ser escrito: nada é mostrado." : "The audit log cannot be written: nothing is shown.");
            } catch (RuntimeException e) {
                // The text of an unexpected exception may carry data.
                LOG.error("A checker's page failed with {}", e.getClass().getName());
                request.text(500, request.portuguese() ? "Falhou. O registo do nó diz onde." : "It failed. The node's log says where.");
            }
        }
    }

    private void route(Request request) throws IOException {
        switch (request.method() + " " + request.path()) {
            case "GET /style.css" -> request.send(200, "text/css; charset=utf-8", ReviewPage.STYLE);
            case "GET /" -> list(request, "");
            case "GET /cell" -> cell(request);
            case "POST /sign-in" -> signIn(request);
            case "POST /sign-out" -> signOut(request);
            case "POST /decide" -> decide(request);
            default -> request.text(404, request.portuguese() ? "Não existe." : "There is no such page.");
        }
    }

    private void list(Request request, String said) throws IOException {
        Optional<Sessions.Session> session = request.session();
        if (session.isEmpty()) {
            request.page(200, new ReviewPage(request.portuguese()).signIn(""));
        } else {
            request.page(200, new ReviewPage(request.portuguese()).list(session.get(), desk.waiting(), said));
        }
    }

    private void cell(Request request) throws IOException {
        Optional<Sessions.Session> session = request.session();
        if (session.isEmpty()) {
            unknown(request);
            return;
        }
        try {
            CellSight sight = desk.show(Reviews.Id.of(request.query("id")), session.get().checker());
            request.page(200, new ReviewPage(request.portuguese()).cell(session.get(), sight, ""));
        } catch (AuditUnavailableException e) {
            throw e;
        } catch (OperatorException e) {
            request.page(404, new ReviewPage(request.portuguese()).list(session.get(), desk.waiting(), said(e, request)));
        }
    }

    private void decide(Request request) throws IOException {
        Optional<Sessions.Session> session = request.session();
        Map<String, String> form = request.form();
        if (session.isEmpty() || !Sessions.same(session.get().form(), form.getOrDefault("form", "")) || !request.isOwn()) {
            unknown(request);
            return;
        }
        String checker = session.get().checker();
        String decision = form.getOrDefault("decision", "");
        Reviews.Id id;
        try {
            id = Reviews.Id.of(form.getOrDefault("id", ""));
            if (decision.equals("release")) {
                desk.release(id, checker, form.getOrDefault("reason", ""), form.getOrDefault("seen", ""));
            } else if (decision.equals("keep")) {
                desk.keep(id, checker, form.getOrDefault("reason", ""));
            } else {
                request.text(400, request.portuguese() ? "Libertar ou reter." : "Release or keep.");
                return;
            }
        } catch (AuditUnavailableException e) {
            throw e;
        } catch (OperatorException e) {
            request.page(409, new ReviewPage(request.portuguese()).list(session.get(), desk.waiting(), said(e, request)));
            return;
        }
        list(request, id + (decision.equals("release") ? request.portuguese() ? ": libertada." : ": released." : request.portuguese() ? ": retida." : ": kept back."));
    }

    private void signIn(Request request) throws IOException {
        Optional<String> cookie = request.isOwn() ? sessions.signIn(request.form().getOrDefault("token", "")) : Optional.empty();
        if (cookie.isEmpty()) {
            boolean barred = sessions.isBarred();
            String wrong = barred ? request.portuguese() ? "Demasiadas tentativas. Espere dez minutos." : "Too many attempts. Wait ten minutes."
                    : request.portuguese() ? "O código não é conhecido." : "The token is not known.";
            request.page(barred ? 429 : 403, new ReviewPage(request.portuguese()).signIn(wrong));
            return;
        }
        request.keep(cookie.get(), Sessions.LIFE.toSeconds());
        request.elsewhere("/?lang=" + (request.portuguese() ? "pt" : "en"));
    }

    private void signOut(Request request) throws IOException {
        Optional<Sessions.Session> session = request.session();
        if (session.isPresent() && Sessions.same(session.get().form(), request.form().getOrDefault("form", "")) && request.isOwn()) {
            sessions.signOut(request.cookie());
        }
        request.keep("", 0);
        request.elsewhere("/?lang=" + (request.portuguese() ? "pt" : "en"));
    }

    private static void unknown(Request request) throws IOException {
        request.page(403, new ReviewPage(request.portuguese()).signIn(request.portuguese() ? "Entre primeiro." : "Sign in first."));
    }

    private static String said(OperatorException refused, Request request) {
        return refused instanceof ReviewRefusedException known ? known.refusal().in(request.portuguese())
                : request.portuguese() ? "Esta célula não está à espera: já foi decidida, ou a autorização terminou." : refused.getMessage();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One request, whose answer is sent once. */
    private final class Request {
        private final HttpExchange exchange;
        private final Map<String, String> query;

        Request(HttpExchange exchange) {
            this.exchange = exchange;
            this.query = pairs(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        }

        String method() {
            return exchange.getRequestMethod();
        }

        String path() {
            return exchange.getRequestURI().getPath();
        }

        String query(String name) {
            return query.getOrDefault(name, "");
        }

        boolean portuguese() {
            return query("lang").isEmpty() ? !Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept-Language")).orElse("pt").startsWith("en") : !query("lang").equals("en");
        }

        /** Sent by a page of this address, as far as the browser tells. */
        boolean isOwn() {
            String origin = exchange.getRequestHeaders().getFirst("Origin");
            String host = exchange.getRequestHeaders().getFirst("Host");
            return origin == null || host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
        }

        String cookie() {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie")).stream().flatMap(all -> Arrays.stream(all.split(";"))).map(String::strip)
                    .filter(each -> each.startsWith(COOKIE + "=")).map(each -> each.substring(COOKIE.length() + 1)).findFirst().orElse("");
        }

        Optional<Sessions.Session> session() {
            return sessions.session(cookie());
        }

        Map<String, String> form() throws IOException {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            return body.length > MOST_BYTES ? Map.of() : pairs(new String(body, StandardCharsets.UTF_8));
        }

        void keep(String cookie, long seconds) {
            exchange.getResponseHeaders().set("Set-Cookie", COOKIE + "=" + cookie + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict");
        }

        void elsewhere(String place) throws IOException {
            exchange.getResponseHeaders().set("Location", place);
            exchange.sendResponseHeaders(303, -1);
        }

        void page(int status, String html) throws IOException {
            send(status, "text/html; charset=utf-8", html);
        }

        void text(int status, String text) throws IOException {
            send(status, "text/plain; charset=utf-8", text);
        }

        void send(int status, String type, String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        private static Map<String, String> pairs(String text) {
            Map<String, String> pairs = new HashMap<>();
            for (String pair : text.split("&")) {
                int at = pair.indexOf('=');
                try {
                    if (at > 0) {
                        pairs.put(URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
                    }
                } catch (IllegalArgumentException e) {
                    // A pair that cannot be read is not there.
                    continue;
                }
            }
            return pairs;
        }
    }
}
