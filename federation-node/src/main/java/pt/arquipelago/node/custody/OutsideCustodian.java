package pt.arquipelago.node.custody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import pt.arquipelago.pseudonymisation.key.KeyCustodian;
import pt.arquipelago.pseudonymisation.key.KeyUnavailable;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.key.SealedKey;

/**
 * The custodian that Article 66(3) has in mind: outside the institution, releasing the key for one ingest when two persons
 * approve it. They meet through files in a folder, so that no line between the two is needed: the ingest lays down a
 * request and waits for the release. The key is in this process's memory and nowhere else.
 */
final class OutsideCustodian implements KeyCustodian {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_SECONDS = 2;

    private final Path exchange;
    private final String fingerprint;
    private final Duration limit;
    private final String node;
    private final String domain;
    private final Clock clock;
    private final PrintWriter out;

    OutsideCustodian(Path exchange, String fingerprint, Duration limit, String node, String domain, Clock clock, PrintWriter out) {
        this.exchange = exchange;
        this.fingerprint = fingerprint;
        this.limit = limit;
        this.node = node;
        this.domain = domain;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public NodeKey nodeKey() {
        SealedKey.Recipient recipient = new SealedKey.Recipient();
        ReleaseRequest request = new ReleaseRequest(UUID.randomUUID().toString(), node, domain, fingerprint, clock.instant(), recipient.publicKey());
        Path asked = exchange.resolve("request-" + request.id() + ".json");
        Path released = exchange.resolve("release-" + request.id() + ".json");
        try {
            Files.createDirectories(exchange);
            try (WatchService watch = exchange.getFileSystem().newWatchService()) {
                exchange.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
                Files.write(asked, JSON.writeValueAsBytes(request.toJson()));
                out.println(request.words());
                out.println("It lies in " + asked + ". Two persons approve it (`keys approve`), the custodian releases the key (`keys release`) as " + released
                        + "; this ingest waits for it up to " + limit.toMinutes() + " minutes.");
                out.flush();
                NodeKey key = await(watch, request, recipient, released);
                out.println("The custodian released the key " + key.fingerprint() + ".");
                return key;
            } finally {
                Files.deleteIfExists(asked);
                Files.deleteIfExists(released);
            }
        } catch (IOException e) {
            throw new KeyUnavailable("the exchange folder " + exchange + " cannot be read or written", e);
        }
    }

    private NodeKey await(WatchService watch, ReleaseRequest request, SealedKey.Recipient recipient, Path released) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            if (Files.exists(released) && Files.size(released) > 0) {
                return opened(request, recipient, released);
            }
            try {
                WatchKey seen = watch.poll(LOOK_SECONDS, TimeUnit.SECONDS);
                if (seen != null) {
                    seen.pollEvents();
                    seen.reset();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KeyUnavailable("waiting for the custodian was interrupted");
            }
        }
        throw new KeyUnavailable("the custodian released no key within " + limit.toMinutes() + " minutes: ask two persons to approve, and start again");
    }

    private NodeKey opened(ReleaseRequest request, SealedKey.Recipient recipient, Path released) throws IOException {
        SealedKey sealed;
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(released));
            sealed = new SealedKey(Base64.getDecoder().decode(json.required("sender").textValue()), Base64.getDecoder().decode(json.required("sealed").textValue()));
        } catch (RuntimeException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new KeyUnavailable(released + " is no release of a custodian");
        }
        NodeKey key = recipient.open(sealed, request.digest().getBytes(StandardCharsets.US_ASCII));
        if (!key.fingerprint().equals(fingerprint)) {
            key.close();
            throw new KeyUnavailable("the custodian released another key than " + fingerprint);
        }
        return key;
    }
}
