package pt.arquipelago.accessbody.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.account.DemonstrationAccounts;
import pt.arquipelago.accessbody.account.Session;
import pt.arquipelago.accessbody.account.Sessions;
import pt.arquipelago.accessbody.account.SignIn;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.database.TestDatabase;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands between the network and the endpoints. */
class DispatcherTest {
    @TempDir
    private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private Database database;
    private WebServer server;
    private Session session;

    @BeforeEach
    void start() throws IOException {
        Files.createFile(folder.resolve(DemonstrationAccounts.MARKER));
        database = TestDatabase.open(folder);
        DemonstrationAccounts.seed(database, folder, Optional.empty(), Clock.systemUTC());
        var sessions = new Sessions(database, Clock.systemUTC());
        session = new SignIn(database, sessions, Clock.systemUTC()).signIn("marta", "ilha-marta-2026".toCharArray(), "here");
        Router router = WebServer.router(vertx);
        new Dispatcher(new Authentication(sessions)).mount(router, List.of(
                Route.get("/forgot", call -> Answer.json(200, Json.of("secret"))),
                Route.get("/forgot-later", call -> new Answer.Later(CompletableFuture.completedFuture(Answer.json(200, Json.of("secret"))))),
                Route.get("/forgot-events", call -> new Answer.Events(stream -> stream.send("0", "task", "secret"))),
                Route.get("/broken", call -> {
                    throw new IllegalStateException("patient 123456789");
                }),
                Route.post("/change", call -> {
                    Authorisation.signedIn(call.caller());
                    return Answer.json(200, Json.of("changed"));
                }),
                Route.post("/open", call -> {
                    Authorisation.open(call.caller());
                    return Answer.json(200, Json.of("open"));
                })), new ProblemJson());
        server = WebServer.start(vertx, router, "127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close();
        database.close();
    }

    /** A body to send back. */
    private record Json(String said) {
        static Json of(String said) {
            return new Json(said);
        }
    }

    @Test
    void aSuccessThatNobodyAuthorisedBecomesADenial() {
        for (String path : List.of("/forgot", "/forgot-later", "/forgot-events")) {
            var reply = send("GET", path);
            assertThat(reply.statusCode()).as(path).isEqualTo(403);
            assertThat(reply.body()).contains("access.not-checked").doesNotContain("secret");
        }
    }

    @Test
    void aFaultTellsAReferenceAndNothingElse() {
        var reply = send("GET", "/broken");
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).contains("\"code\":\"internal\"").contains("reference").doesNotContain("123456789");
    }

    @Test
    void aCookieAloneChangesNothing() {
        String cookie = Authentication.cookie(session).split(";")[0];
        assertThat(send("POST", "/change", "Cookie", cookie).body()).contains("access.form-not-ours");
        assertThat(send("POST", "/change", "Cookie", cookie, "X-CSRF-Token", "guessed").body()).contains("access.form-not-ours");
        assertThat(send("POST", "/change", "Cookie", cookie, "X-CSRF-Token", session.csrf()).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/change", "Authorization", "Bearer " + session.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void theTokenMayComeAsAFieldOfTheForm() {
        String cookie = Authentication.cookie(session).split(";")[0];
        var reply = sendBody("POST", "/change", "csrf=" + session.csrf(), "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(reply.statusCode()).isEqualTo(200);
    }

    @Test
    void aFormOfAnotherOriginIsNotTaken() {
        assertThat(send("POST", "/open", "Origin", "http://evil.example").body()).contains("access.form-not-ours");
        assertThat(send("POST", "/open", "Origin", "http://127.0.0.1:" + server.port()).statusCode()).isEqualTo(200);
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        assertThat(Authentication.cookie(session)).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        var reply = sendBody("POST", "/open", "x".repeat(300 * 1024));
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("input.too-large");
    }

    @Test
    void anUnknownAddressOrMethodIsAProblemToo() {
        assertThat(send("GET", "/none").body()).contains("input.not-found");
        assertThat(send("DELETE", "/open").body()).contains("input.method-not-allowed");
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        return sendBody(method, path, "", headers);
    }

    private HttpResponse<String> sendBody(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
