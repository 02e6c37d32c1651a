package pt.arquipelago.catalog.service;

import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;

import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

/**
 * How fast a catalogue of many datasets is: {@code CatalogBenchmark DATASETS}. It makes a dump, loads it checked, starts the catalogue on it, and asks as people, programs, nodes
 * and harvesters do. Times are medians of wall time and, beside them, processor time of the whole process (the asking client included) for each request.
 */
public final class CatalogBenchmark {
    private static final String BASE = "https://catalogo.example";
    private static final Path EXAMPLE = Path.of(System.getProperty("arquipelago.root", ".")).resolve("catalog/description/src/test/resources/golden/release8-dispensing.ttl");
    private static final List<String> TOPICS = List.of("diabetes", "asma", "vacinas", "internamentos", "urgências", "medicamentos", "oncologia", "consultas", "óbitos", "análises");
    private static final List<String> QUERIES = List.of("diabetes", "receita", "E11", "análises hospital", "medicamentos", "uls-007", "valor_sns", "oncologia 12");

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
        String example = ntriples();
        long triples = example.lines().count() * datasets;
        Path dump = dump(example);
        System.out.printf("%,d datasets, about %,d triples, heap at most %,d MiB, %d processors%n", datasets, triples, Runtime.getRuntime().maxMemory() >> 20, Runtime.getRuntime().availableProcessors());
        shapes(example);
        Watch load = new Watch();
        Catalog.load(config(), Clock.systemUTC(), dump);
        load.once("load of the checked dump");
        Watch start = new Watch();
        try (Catalog catalog = Catalog.start(config(), Clock.systemUTC())) {
            start.once("start, with the search index made anew");
            repeat("search and facets (/search?q=)", 200, i -> get(catalog, "/search?q=" + QUERIES.get(i % QUERIES.size()).replace(" ", "+"), "application/json"));
            repeat("facets of everything (/search)", 50, i -> get(catalog, "/search", "application/json"));
            repeat("list page (/datasets)", 50, i -> get(catalog, "/datasets?q=" + QUERIES.get(i % QUERIES.size()).replace(" ", "+"), "text/html"));
            repeat("dataset page", 200, i -> get(catalog, "/datasets/" + node(i * 31 % datasets) + "/source_t" + i * 31 % datasets, "text/html"));
            repeat("dataset in Turtle", 200, i -> get(catalog, "/datasets/" + node(i * 31 % datasets) + "/source_t" + i * 31 % datasets, "text/turtle"));
            repeat("publish with validation", 100, i -> publish(catalog, example, i));
            repeat("SPARQL: count of datasets", 10, i -> get(catalog, "/sparql?query=SELECT%20(count(*)%20AS%20%3Fn)%20%7B%3Fd%20a%20%3Chttp://www.w3.org/ns/dcat%23Dataset%3E%7D", "application/sparql-results+json"));
            for (String form : List.of("ttl", "nt", "jsonld", "rdf")) {
                stream(catalog, form);
            }
        }
    }

    private void shapes(String example) throws Exception {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new java.io.StringReader(example), BASE, Lang.NTRIPLES);
        DescriptionShapes shapes = DescriptionShapes.release8NonPublic();
        repeat("validation of one dataset", 200, i -> shapes.check(model));
    }

    private static String ntriples() throws Exception {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, EXAMPLE.toUri().toString());
        StringWriter text = new StringWriter();
        RDFDataMgr.write(text, model, Lang.NTRIPLES);
        return text.toString();
    }

    private static String node(int i) {
        return String.format("uls-%03d", i % 40);
    }

    private static String of(String example, int i) {
        String topic = TOPICS.get(i % TOPICS.size()) + " " + i;
        return example.replace("uls-coimbra/source_dem", node(i) + "/source_t" + i).replace("\"uls-coimbra\"", "\"" + node(i) + "\"").replace("\"source_dem\"", "\"source_t" + i + "\"")
                .replace("terms:view> \"dem\"", "terms:view> \"t" + i + "\"").replace("\"Dispensa Eletr\\u00F3nica M\\u00E9dica\"", "\"Dados de " + topic + "\"").replace("\"Dispensa Eletrónica Médica\"", "\"Dados de " + topic + "\"")
                .replace("terms:system> \"DEM\"", "terms:system> \"S" + i % 25 + "\"");
    }

    private Path dump(String example) throws Exception {
        Path dump = folder.resolve("dump.nt");
        try (BufferedWriter out = Files.newBufferedWriter(dump)) {
            for (int i = 0; i < datasets; i++) {
                out.write(of(example, i));
            }
        }
        return dump;
    }

    private CatalogConfig config() {
        return new CatalogConfig(new CatalogConfig.Address("127.0.0.1", 0), URI.create(BASE), folder.resolve("state"), Map.of("uls-001", key.verificationKey()), new LocalText("Medida", "Measure"),
                new LocalText("Medida.", "Measure."), new LocalText("Medida", "Measure"), Contact.email("medida@example.org"), new CatalogConfig.Limits(2_000_000, 10_000, 60, 10_000, 4), java.util.Optional.empty(), pt.arquipelago.catalog.service.config.MetadataLicence.CC_BY_4_0, List.of());
    }

    private void get(Catalog catalog, String path, String accept) throws Exception {
        HttpResponse<byte[]> response = http.send(HttpRequest.newBuilder(URI.create(catalog.address() + path)).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofByteArray());
        require(response.statusCode() == 200, path + " answered " + response.statusCode());
    }

    private void publish(Catalog catalog, String example, int i) throws Exception {
        int number = 40 * i + 1;
        String path = "/datasets/" + node(number) + "/source_t" + number;
        byte[] body = of(example, number).replace("1234500", Integer.toString(1000 + 100 * i)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        long now = Clock.systemUTC().instant().getEpochSecond();
        var claims = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode().put("iss", node(number)).put("htm", "PUT").put("htu", path)
                .put("digest", CanonicalJson.digest(body)).put("iat", now).put("exp", now + 60);
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(catalog.address() + path)).header("Content-Type", "text/turtle")
                .header("Authorization", "Bearer " + Jws.sign(key, MessageType.DESCRIPTION, claims)).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build(), HttpResponse.BodyHandlers.ofString());
        require(response.statusCode() / 100 == 2, path + " answered " + response.statusCode() + " " + response.body());
    }

    /** Run with a small heap: a dump larger than it cannot be held in memory. */
    private void stream(Catalog catalog, String form) throws Exception {
        System.gc();
        long before = used();
        Watch watch = new Watch();
        HttpResponse<InputStream> response = http.send(HttpRequest.newBuilder(URI.create(catalog.address() + "/catalog." + form)).build(), HttpResponse.BodyHandlers.ofInputStream());
        long bytes = 0;
        byte[] chunk = new byte[65_536];
        try (InputStream in = response.body()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                bytes += read;
            }
        }
        watch.once(String.format("dump in %s, %,d MiB; heap %,d MiB before, live after %,d MiB", form, bytes >> 20, before >> 20, live() >> 20));
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    private interface Step {
        void run(int i) throws Exception;
    }

    private static void repeat(String what, int times, Step step) throws Exception {
        for (int i = 0; i < times / 5; i++) {
            step.run(i);
        }
        long[] nanos = new long[times];
        long processor = processor();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            step.run(i);
            nanos[i] = System.nanoTime() - start;
        }
        double cpu = (processor() - processor) / 1e6 / times;
        Arrays.sort(nanos);
        System.out.printf("%-60s median %8.1f ms, 95 %% under %8.1f ms, processor %8.1f ms each%n", what, nanos[times / 2] / 1e6, nanos[times * 95 / 100] / 1e6, cpu);
    }

    private static final class Watch {
        private final long start = System.nanoTime();
        private final long processor = processor();

        void once(String what) {
            System.out.printf("%-60s %8.1f s, processor %8.1f s%n", what, (System.nanoTime() - start) / 1e9, (processor() - processor) / 1e9);
        }
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
