package pt.arquipelago.demo.start;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Every process of the demonstration, started so that the nodes' Spark sessions warm while extracts are made and taken in. */
final class Federation implements AutoCloseable {
    private static final List<String> SYSTEMS = List.of("rnu", "pem", "dem", "cit");
    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(90);
    private static final Duration STEP_LIMIT = Duration.ofMinutes(30);
    private static final String SERVICE_MEMORY = "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    private static final String NODE_MEMORY = "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    private static final String STEP_MEMORY = "-Xmx768m -XX:+UseSerialGC";

    private final FrontDoor door;
    private final DemoFolder folder;
    private final Addresses addresses;
    private final Progress progress;
    private final Secrets secrets;
    private final List<Service> services = new ArrayList<>();

    Federation(FrontDoor door, DemoFolder folder, Addresses addresses, Progress progress) {
        this.door = requireNonNull(door, "door is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.addresses = requireNonNull(addresses, "addresses is null");
        this.progress = requireNonNull(progress, "progress is null");
        this.secrets = folder.secrets();
    }

    /** Returns when catalogue, access body and nodes run, the data are in, and the descriptions are published. */
    void start(int patients) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        progress.step("Keys and settings in " + folder.root());
        new Settings(folder, addresses).write();
        new Keys(folder, secrets).make();
        progress.step("Starting " + Institution.ALL.size() + " nodes (their Spark sessions warm up meanwhile), the catalogue and the access body");
        Institution.ALL.forEach(this::startNode);
        Service catalog = serve("catalog", Map.of(), "catalog", "--config", folder.catalog().resolve("catalog.yaml").toString());
        Service accessBody = serve("access-body", Map.of("DEMO_ORDERS_PASSWORD", secrets.of("orders"), "DEMO_STATUS_PASSWORD", secrets.of("status")),
                "access-body", "--config", folder.accessBody().resolve("access-body.yaml").toString());
        takeIn(patients);
        catalog.awaitAnswer(http, URI.create(addresses.catalog() + "/health"), SERVICE_LIMIT);
        accessBody.awaitAnswer(http, URI.create(addresses.portal() + "/health"), SERVICE_LIMIT);
        Institution.ALL.forEach(this::publish);
    }

    private void takeIn(int patients) {
        List<Institution> without = Institution.ALL.stream().filter(institution -> !folder.ingested(institution)).toList();
        if (without.isEmpty()) {
            progress.step("The data of an earlier start are there");
            return;
        }
        progress.step("Making synthetic extracts of RNU, PEM, DEM and CIT for " + patients + " patients (what SPMS would deliver to each ULS)");
        step("generate", Map.of(), List.of("generate", "--system", String.join(",", SYSTEMS), "--out", folder.extracts().toString(), "--patients", Integer.toString(patients)));
        without.forEach(this::ingest);
    }

    private void ingest(Institution institution) {
        progress.step("Taking in at " + institution.name());
        // How alone made-up people stand is nobody's concern, and counting it takes longer than the rest.
        List<String> arguments = new ArrayList<>(List.of("ingest", "--no-risk", "--config", folder.ingest(institution).resolve("ingest.yaml").toString()));
        for (String system : SYSTEMS) {
            arguments.addAll(List.of("--system", system + "=" + folder.extract(institution, system)));
        }
        step("ingest-" + institution.id(), Map.of("DEMO_PSEUDONYMISATION_PASSWORD", secrets.of("pseudonymisation." + institution.id())), arguments);
    }

    private void publish(Institution institution) {
        progress.step("Publishing the descriptions of " + institution.name());
        step("publish-" + institution.id(), nodeEnvironment(institution),
                List.of("node", "publish", "--config", folder.node(institution).resolve("node.yaml").toString()));
    }

    private void startNode(Institution institution) {
        services.add(Service.start(door, "node " + institution.id(), folder.log("node-" + institution.id()),
                withMemory(NODE_MEMORY, nodeEnvironment(institution)),
                List.of("node", "--config", folder.node(institution).resolve("node.yaml").toString())));
    }

    private Map<String, String> nodeEnvironment(Institution institution) {
        return Map.of("DEMO_NODE_PASSWORD", secrets.of("node." + institution.id()));
    }

    private Service serve(String name, Map<String, String> environment, String... arguments) {
        Service service = Service.start(door, name, folder.log(name), withMemory(SERVICE_MEMORY, environment), List.of(arguments));
        services.add(service);
        return service;
    }

    private void step(String name, Map<String, String> environment, List<String> arguments) {
        try (Service step = Service.start(door, name, folder.log(name), withMemory(STEP_MEMORY, environment), arguments)) {
            step.awaitEnd(STEP_LIMIT);
        }
    }

    private static Map<String, String> withMemory(String options, Map<String, String> environment) {
        Map<String, String> whole = new java.util.HashMap<>(environment);
        whole.put("ARQUIPELAGO_JAVA_OPTIONS", options);
        return whole;
    }

    /** Returns when asked to stop; fails when a process ends by itself. */
    void awaitTrouble(CountDownLatch stop) {
        try {
            while (!stop.await(1, TimeUnit.SECONDS)) {
                services.forEach(Service::requireRunning);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        for (int i = services.size() - 1; i >= 0; i--) {
            services.get(i).close();
        }
        services.clear();
    }
}
