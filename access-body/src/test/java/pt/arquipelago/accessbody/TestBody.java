package pt.arquipelago.accessbody;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.account.DemonstrationAccounts;
import pt.arquipelago.accessbody.config.AccessBodyConfig;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.database.TestDatabase;
import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A whole access body on a free port, with keys, demonstration accounts, a catalogue and nodes' keys; it can be stopped and started again. */
final class TestBody implements AutoCloseable {
    static final List<String> NODES = List.of("uls-coimbra", "uls-santa-maria", "uls-sao-joao");
    static final String PERMIT_PASSWORD = "permits password";
    static final String SQL = "SELECT cod_atc, count(*) AS n FROM dem GROUP BY cod_atc";
    private static final Duration HOLD = Duration.ofSeconds(2);
    private static final String PASSWORD = "service password";

    final Map<String, SigningKey> nodeKeys = new LinkedHashMap<>();
    final FakeCatalog catalog = new FakeCatalog(NODES);
    final Map<String, String> environment = new HashMap<>(TestDatabase.environment());
    private final AccessBodyConfig.DatabaseSettings databaseSettings = TestDatabase.settings();
    final SigningKey orderKey;
    final SigningKey statusKey;
    final SigningKey permitKey;
    private final Path folder;
    private final Clock clock;
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, FakeNode> nodes = new HashMap<>();
    private AccessBody body;
    int timeLimitSeconds = 600;
    boolean outputCheck = true;

    TestBody(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        environment.put("SERVICE_PASSWORD", PASSWORD);
        try {
            Files.createDirectories(folder.resolve("state"));
            Files.createFile(folder.resolve("state").resolve(DemonstrationAccounts.MARKER));
            permitKey = SigningKeystore.create(folder.resolve("permits.p12"), PERMIT_PASSWORD.toCharArray(), "permits");
            orderKey = SigningKeystore.create(folder.resolve("orders.p12"), PASSWORD.toCharArray(), "orders");
            statusKey = SigningKeystore.create(folder.resolve("status.p12"), PASSWORD.toCharArray(), "status");
            for (String node : NODES) {
                SigningKey key = SigningKey.generate();
                nodeKeys.put(node, key);
                Files.writeString(folder.resolve(node + ".jwk"), key.verificationKey().toJwk());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestBody started(Path folder) {
        return new TestBody(folder, Clock.systemUTC()).start();
    }

    AccessBodyConfig config() {
        var nodes = NODES.stream().map(node -> new AccessBodyConfig.NodeSettings(node, "Node " + node, folder.resolve(node + ".jwk"))).toList();
        return new AccessBodyConfig("oad-teste", new AccessBodyConfig.Address("127.0.0.1", 0), folder.resolve("state"),
                databaseSettings, new AccessBodyConfig.CatalogSettings(catalog.url()),
                new AccessBodyConfig.KeySettings(new AccessBodyConfig.LockedKey(folder.resolve("permits.p12")),
                        new AccessBodyConfig.OpenKey(folder.resolve("orders.p12"), "SERVICE_PASSWORD"),
                        new AccessBodyConfig.OpenKey(folder.resolve("status.p12"), "SERVICE_PASSWORD")),
                nodes, Optional.empty(), true, timeLimitSeconds, outputCheck);
    }

    TestBody start() {
        body = AccessBody.start(config(), environment, clock, HOLD);
        return this;
    }

    void restart() {
        body.close();
        start();
    }

    /** Stops the body, changes its state as a crash might have left it, and starts it again. */
    void restartAfter(Consumer<Handle> change) {
        restartWith(database -> database.change(change));
    }

    /** Stops the body, lets a command work on its database, and starts it again. */
    void restartWith(Consumer<Database> work) {
        body.close();
        try (Database database = Database.open(folder.resolve("state"), databaseSettings, environment)) {
            work.accept(database);
        }
        start();
    }

    AccessBody body() {
        return body;
    }

    String url() {
        return "http://127.0.0.1:" + body.port();
    }

    TestClient anonymous() {
        return new TestClient(url(), null);
    }

    /** Signed in as one of the demonstration accounts. */
    TestClient as(String user) {
        String token = tokens.computeIfAbsent(user, name -> {
            var reply = anonymous().post("/api/v1/sign-in", Json.object().put("user", name).put("password", "ilha-" + name + "-2026").toString());
            return reply.json().path("token").asText();
        });
        return new TestClient(url(), token);
    }

    /** For tests that move the clock beyond the life of a session. */
    void forgetSessions() {
        tokens.clear();
    }

    FakeNode node(String id) {
        return nodes.computeIfAbsent(id, node -> new FakeNode(node, nodeKeys.get(node), this::url, clock));
    }

    static String application() {
        return """
                {"title": "Medicamentos da diabetes", "purpose": {"article": "53(1)(e)", "text": "Estudo da prescrição"}, "intended_use": "Artigo científico",
                 "safeguards": "Só agregados", "organisation": {"name": "Instituto", "kind": "public"},
                 "datasets": [%s]}""".formatted(String.join(",", NODES.stream()
                .map(node -> "{\"node\": \"" + node + "\", \"table\": \"source_dem\", \"columns\": [\"cod_atc\", \"custo\"]}").toList()));
    }

    static String permitDecision() {
        return Json.object().put("decision", "permit").put("reason", "Necessário e proporcionado").put("keystore_password", PERMIT_PASSWORD).toString();
    }

    /** The id of a permit of {@code marta} over all nodes. */
    String permit() {
        String application = as("marta").post("/api/v1/applications", application()).json().path("id").asText();
        return as("duarte").post("/api/v1/applications/" + application + "/decision", permitDecision()).json().path("permit").asText();
    }

    /** The id of a task of {@code marta}, queued for all nodes. */
    String task(String permit) {
        return as("marta").post("/api/v1/tasks", task(permit, SQL)).json().path("id").asText();
    }

    static String task(String permit, String sql) {
        var task = Json.object().put("permit", permit);
        task.putObject("question").put("sql", sql);
        return task.toString();
    }

    @Override
    public void close() {
        body.close();
        catalog.close();
    }
}
