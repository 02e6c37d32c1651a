package pt.arquipelago.catalog.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.config.HarvestSource;
import pt.arquipelago.catalog.service.config.MetadataLicence;
import pt.arquipelago.catalog.service.harvest.HarvestReport;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

/** A real catalogue on a free port, two registered nodes, and a clock that stands still. */
public final class RunningCatalog implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final String BASE = "https://catalogo.example";
    public static final SigningKey COIMBRA = SigningKey.generate();
    public static final SigningKey SAO_JOAO = SigningKey.generate();
    private static final Path EXAMPLE = Path.of("../description/src/test/resources/golden/release8-dispensing.ttl");

    private static final CatalogConfig.Limits LIMITS = new CatalogConfig.Limits(200_000, 5_000, 5, 1_000, 2);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Catalog catalog;

    public RunningCatalog(Path state) {
        this(state, LIMITS);
    }

    public RunningCatalog(Path state, CatalogConfig.Limits limits) {
        this(config(state, limits, Optional.empty()));
    }

    /** That tells an index of itself. */
    public static RunningCatalog told(Path state, URI index) {
        return new RunningCatalog(config(state, LIMITS, Optional.of(index)));
    }

    /** Whose descriptions are under another licence. */
    public static RunningCatalog licensed(Path state, MetadataLicence licence) {
        return new RunningCatalog(config(state, LIMITS, Optional.empty(), licence, List.of()));
    }

    /** That harvests others. */
    public static RunningCatalog harvesting(Path state, List<HarvestSource> sources) {
        return new RunningCatalog(config(state, LIMITS, Optional.empty(), MetadataLicence.CC_BY_4_0, sources));
    }

    /** Harvests others into the store of a catalogue that does not run. */
    public static List<HarvestReport> harvest(Path state, List<HarvestSource> sources) {
        return harvest(state, sources, Duration.ofSeconds(60));
    }

    public static List<HarvestReport> harvest(Path state, List<HarvestSource> sources, Duration patience) {
        return Catalog.harvest(config(state, LIMITS, Optional.empty(), MetadataLicence.CC_BY_4_0, sources), Clock.fixed(NOW, ZoneOffset.UTC), Optional.empty(), patience);
    }

    private RunningCatalog(CatalogConfig config) {
        this.catalog = Catalog.start(config, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Takes a dump into the store of a catalogue that does not run. */
    public static int load(Path state, Path dump) {
        return Catalog.load(config(state, LIMITS, Optional.empty()), Clock.fixed(NOW, ZoneOffset.UTC), dump);
    }

    /** Compacts the store of a catalogue that does not run. */
    public static void compact(Path state) {
        Catalog.compact(config(state, LIMITS, Optional.empty()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static CatalogConfig config(Path state, CatalogConfig.Limits limits, Optional<URI> index) {
        return config(state, limits, index, MetadataLicence.CC_BY_4_0, List.of());
    }

    private static CatalogConfig config(Path state, CatalogConfig.Limits limits, Optional<URI> index, MetadataLicence licence, List<HarvestSource> sources) {
        return new CatalogConfig(new CatalogConfig.Address("127.0.0.1", 0), URI.create(BASE), state,
                Map.of("uls-coimbra", COIMBRA.verificationKey(), "uls-sao-joao", SAO_JOAO.verificationKey()),
                new LocalText("Catálogo de ensaio", "Test catalogue"), new LocalText("Para testes.", "For tests."),
                new LocalText("Organismo de acesso", "Access body"), Contact.email("acesso@example.org"), limits, index, licence, sources);
    }

    /** Where it listens. */
    public String address() {
        return catalog.address();
    }

    /** The example description as Turtle, of a node. */
    public static String description(String node) {
        try {
            return Files.readString(EXAMPLE).replace("uls-coimbra", node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode claims(String node, String path, byte[] body) {
        return JsonNodeFactory.instance.objectNode().put("iss", node).put("htm", "PUT").put("htu", path).put("digest", CanonicalJson.digest(body))
                .put("iat", NOW.getEpochSecond()).put("exp", NOW.getEpochSecond() + 60);
    }

    public HttpResponse<String> publish(String node, SigningKey key) {
        return publish("/datasets/" + node + "/source_dem", description(node), node, key);
    }

    public HttpResponse<String> publish(String path, String turtle, String node, SigningKey key) {
        return put(path, turtle, Jws.sign(key, MessageType.DESCRIPTION, claims(node, path, turtle.getBytes(StandardCharsets.UTF_8))), "application/json");
    }

    public HttpResponse<String> put(String path, String turtle, String signature, String accept) {
        HttpRequest.Builder request = request(path).PUT(BodyPublishers.ofString(turtle)).header("Content-Type", "text/turtle").header("Accept", accept);
        return send(signature == null ? request : request.header("Authorization", "Bearer " + signature));
    }

    /** Withdraws a dataset, signed by a node. */
    public HttpResponse<String> withdraw(String path, String reason, String node, SigningKey key) {
        ObjectNode claims = claims(node, path, reason.getBytes(StandardCharsets.UTF_8)).put("htm", "DELETE");
        return send(request(path).method("DELETE", BodyPublishers.ofString(reason)).header("Authorization", "Bearer " + Jws.sign(key, MessageType.DESCRIPTION, claims)));
    }

    public HttpResponse<String> options(String path) {
        return send(request(path).method("OPTIONS", BodyPublishers.noBody()).header("Origin", "https://elsewhere.example").header("Access-Control-Request-Method", "GET"));
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> head(String path, String... headers) {
        HttpRequest.Builder request = request(path).method("HEAD", BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", contentType);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> postBytes(String path, String contentType, byte[] body) {
        return send(request(path).POST(BodyPublishers.ofByteArray(body)).header("Content-Type", contentType));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(catalog.address() + path)).timeout(Duration.ofSeconds(40));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        catalog.close();
    }
}
