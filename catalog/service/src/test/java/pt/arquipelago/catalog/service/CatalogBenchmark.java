package pt.arquipelago.catalog.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.TurtleText;
import pt.arquipelago.catalog.description.release8.Release8Mapper;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.config.MetadataLicence;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

/**
 * How fast a catalogue of many datasets is: {@code CatalogBenchmark DATASETS}. It makes a dump, loads it checked, starts the catalogue on it, and asks as people, programs, nodes
 * and harvesters do. Times are medians of wall time and, beside them, processor time of the whole process (the asking client included) for each request. At the end the same statements are
 * asked of the store alone ({@link BareStore}), side by side.
 */
public final class CatalogBenchmark {
    private static final String BASE = "https://catalogo.example";
    private static final Release8Mapper MAPPER = new Release8Mapper();
    private static final List<String> QUERIES = List.of("diabetes", "receita", "E11", "análises clínicas", "medicamentos", "uls-007", "hba1c", "oncologia 12", "vacinas");

    private final int datasets;
    private final Path folder;
    private final SigningKey key = SigningKey.generate();
    private final HttpClient http = HttpClient.newHttpClient();

    private CatalogBenchmark(int datasets, Path folder) {
        this.datasets = datasets;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("catalog-benchmark");
        try {
            new CatalogBenchmark(Integer.parseInt(arguments[0]), folder).run();
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void run() throws Exception {
        Path dump = folder.resolve("dump.nt");
        long triples = dump(dump);
        System.out.printf("%,d datasets, %,d triples, heap at most %,d MiB, %d processors, load %.1f%n", datasets, triples, Runtime.getRuntime().maxMemory() >> 20, Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        DescriptionShapes shapes = DescriptionShapes.release8NonPublic();
        List<Model> some = IntStream.range(0, 20).mapToObj(i -> MAPPER.write(GeneratedDescriptions.number(i), URI.create(BASE))).toList();
        Stopwatch.head();
        Stopwatch.repeat("validation of one dataset", "< 50 ms", 200, i -> shapes.check(some.get(i % some.size())));
        Stopwatch load = new Stopwatch();
        Catalog.load(config(), Clock.systemUTC(), dump);
        String loaded = load.once("load of the checked dump", "< 300 s");
        Stopwatch start = new Stopwatch();
        String found;
        String read;
        String dumped;
        try (Catalog catalog = Catalog.start(config(), Clock.systemUTC())) {
            start.once("start, with the search index made anew", "");
            found = Stopwatch.repeat("search and facets (/search?q=)", "< 100 ms", 200, i -> get(catalog, "/search?q=" + word(i), "application/json"));
            Stopwatch.repeat("facets of everything (/search)", "", 50, i -> get(catalog, "/search", "application/json"));
            Stopwatch.repeat("list page (/datasets)", "", 50, i -> get(catalog, "/datasets?q=" + word(i), "text/html"));
            Stopwatch.repeat("dataset page", "< 50 ms", 200, i -> get(catalog, path(i * 31 % datasets), "text/html"));
            read = Stopwatch.repeat("dataset in Turtle", "", 200, i -> get(catalog, path(i * 31 % datasets), "text/turtle"));
            Stopwatch.repeat("publish with validation", "< 200 ms", 100, i -> publish(catalog, i));
            Stopwatch.repeat("SPARQL: count of datasets", "", 10, i -> get(catalog, "/sparql?query=SELECT%20(count(*)%20AS%20%3Fn)%20%7B%3Fd%20a%20%3Chttp://www.w3.org/ns/dcat%23Dataset%3E%7D", "application/sparql-results+json"));
            dumped = stream(catalog, "nt");
            for (String form : List.of("ttl", "jsonld", "rdf")) {
                stream(catalog, form);
            }
        }
        BareStore.Figures alone = BareStore.measure(dump, Files.createDirectories(folder.resolve("bare")), QUERIES, IntStream.range(0, 200).mapToObj(i -> BASE + path(i * 31 % datasets)).toList());
        System.out.printf("%n| side by side (medians) | this catalogue | TDB2 alone |%n| --- | --- | --- |%n| a dump loads | %s, checked, with versions | %s, unchecked |%n"
                + "| search with facets | %s, by word forms and synonyms, over HTTP | %s, titles that contain the word |%n| a dataset in RDF | %s, over HTTP | %s |%n| dump in N-Triples | %s, over HTTP | %s |%n",
                loaded, alone.load(), found, alone.search(), read, alone.dataset(), dumped, alone.dump());
    }

    private static String word(int i) {
        return URLEncoder.encode(QUERIES.get(i % QUERIES.size()), StandardCharsets.UTF_8);
    }

    private static String path(int i) {
        return "/datasets/" + GeneratedDescriptions.node(i) + "/source_t" + i;
    }

    /** @return how many statements it has */
    private long dump(Path dump) throws Exception {
        long triples = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(dump))) {
            for (int i = 0; i < datasets; i++) {
                Model model = MAPPER.write(GeneratedDescriptions.number(i), URI.create(BASE));
                triples += model.size();
                RDFDataMgr.write(out, model, Lang.NTRIPLES);
            }
        }
        return triples;
    }

    private CatalogConfig config() {
        return new CatalogConfig(new CatalogConfig.Address("127.0.0.1", 0), URI.create(BASE), folder.resolve("state"), Map.of(GeneratedDescriptions.node(1), key.verificationKey()), new LocalText("Medida", "Measure"),
                new LocalText("Medida.", "Measure."), new LocalText("Medida", "Measure"), Contact.email("medida@example.org"), new CatalogConfig.Limits(2_000_000, 10_000, 60, 10_000, 4), Optional.empty(), MetadataLicence.CC_BY_4_0, List.of());
    }

    private void get(Catalog catalog, String path, String accept) throws Exception {
        HttpResponse<byte[]> response = http.send(HttpRequest.newBuilder(URI.create(catalog.address() + path)).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofByteArray());
        require(response.statusCode() == 200, path + " answered " + response.statusCode());
    }

    private void publish(Catalog catalog, int i) throws Exception {
        int number = GeneratedDescriptions.NODES * i + 1;
        String path = path(number);
        byte[] body = TurtleText.of(GeneratedDescriptions.number(number, 10_000 + i), MAPPER, URI.create(BASE));
        long now = Clock.systemUTC().instant().getEpochSecond();
        var claims = JsonNodeFactory.instance.objectNode().put("iss", GeneratedDescriptions.node(number)).put("htm", "PUT").put("htu", path)
                .put("digest", CanonicalJson.digest(body)).put("iat", now).put("exp", now + 60);
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(catalog.address() + path)).header("Content-Type", "text/turtle")
                .header("Authorization", "Bearer " + Jws.sign(key, MessageType.DESCRIPTION, claims)).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofString());
        require(response.statusCode() / 100 == 2, path + " answered " + response.statusCode() + " " + response.body());
    }

    /** Run with a small heap: a dump larger than it cannot be held in memory. */
    private String stream(Catalog catalog, String form) throws Exception {
        System.gc();
        long before = used();
        Stopwatch watch = new Stopwatch();
        HttpResponse<InputStream> response = http.send(HttpRequest.newBuilder(URI.create(catalog.address() + "/catalog." + form)).build(), HttpResponse.BodyHandlers.ofInputStream());
        long bytes = 0;
        byte[] chunk = new byte[65_536];
        try (InputStream in = response.body()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                bytes += read;
            }
        }
        return watch.once(String.format("dump in %s, %,d MiB; heap %,d MiB, then %,d live", form, bytes >> 20, before >> 20, live() >> 20), "");
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
