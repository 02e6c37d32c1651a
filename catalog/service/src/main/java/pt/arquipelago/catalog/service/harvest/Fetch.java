package pt.arquipelago.catalog.service.harvest;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;

/** Brings one page of another catalogue, whole and within time and size, or says why not. It follows no redirect: it goes only where a setting says. */
public final class Fetch {
    static final int LARGEST = 30_000_000;
    private static final List<Lang> SYNTAXES = List.of(Lang.TURTLE, Lang.JSONLD, Lang.RDFXML, Lang.NTRIPLES);
    private static final String ACCEPT = "text/turtle, application/n-triples;q=0.9, application/ld+json;q=0.8, application/rdf+xml;q=0.7";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).connectTimeout(Duration.ofSeconds(10)).build();
    private final Duration patience;

    /** @param patience for one page, from the call to its last byte */
    public Fetch(Duration patience) {
        this.patience = requireNonNull(patience, "patience is null");
    }

    record Page(URI address, byte[] body, Lang syntax) {}

    /** @throws HarvestFailed with why it cannot be had */
    Page get(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).header("Accept", ACCEPT).timeout(patience).GET().build();
        CompletableFuture<HttpResponse<byte[]>> coming = http.sendAsync(request, info -> info.statusCode() == 200 ? new Bounded(address) : BodySubscribers.replacing(new byte[0]));
        try {
            return page(address, coming.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new HarvestFailed(address + " took longer than " + patience.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HarvestFailed own ? own : new HarvestFailed(address + " does not answer (" + e.getCause().getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarvestFailed("it was interrupted");
        }
    }

    private static Page page(URI address, HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 == 3) {
            throw new HarvestFailed(address + " leads elsewhere (" + response.statusCode() + "); name the address it leads to, if you trust it");
        }
        if (response.statusCode() != 200) {
            throw new HarvestFailed(address + " answered " + response.statusCode());
        }
        String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0].strip();
        Lang syntax = Optional.ofNullable(RDFLanguages.contentTypeToLang(type)).filter(SYNTAXES::contains)
                .orElseThrow(() -> new HarvestFailed(address + " is of type '" + type + "', which is no RDF that is read here"));
        return new Page(address, response.body(), syntax);
    }

    /** Keeps what comes until it is too much. */
    private static final class Bounded implements BodySubscriber<byte[]> {
        private final URI address;
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.Subscription subscription;

        private Bounded(URI address) {
            this.address = address;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription incoming) {
            subscription = incoming;
            incoming.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (bytes.size() + part.remaining() > LARGEST) {
                    subscription.cancel();
                    whole.completeExceptionally(new HarvestFailed(address + " is larger than " + LARGEST + " bytes; harvest it by pages"));
                    return;
                }
                byte[] piece = new byte[part.remaining()];
                part.get(piece);
                bytes.writeBytes(piece);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }
    }
}
