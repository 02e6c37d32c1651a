package pt.arquipelago.catalog.service.harvest;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import pt.arquipelago.catalog.service.intake.CarefulReader;
import pt.arquipelago.catalog.service.intake.NotAccepted;

/**
 * Goes through another catalogue: a dump is one page; Hydra's pages lead from one to the next; a FAIR Data Point leads to its catalogues and they to
 * their datasets. It stays on the host and port it began at.
 */
final class Crawl {
    static final int PAGES = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
    private static final List<String> ONWARDS = List.of(HYDRA + "next", HYDRA + "nextPage", "https://w3id.org/fdp/fdp-o#metadataCatalog", "http://www.w3.org/ns/dcat#catalog");

    private final Fetch fetch;
    private final URI start;
    private final Queue<URI> ahead = new ArrayDeque<>();
    private final Set<URI> seen = new HashSet<>();
    private final List<String> elsewhere = new ArrayList<>();
    private int pages;

    Crawl(Fetch fetch, URI start) {
        this.fetch = fetch;
        this.start = start;
    }

    /** @throws HarvestFailed if any page cannot be had or read: half a catalogue would look as if the other half were gone */
    void each(Consumer<Model> visitor) {
        long until = System.nanoTime() + LONGEST.toNanos();
        go(start);
        while (!ahead.isEmpty()) {
            if (System.nanoTime() > until || pages == PAGES) {
                throw new HarvestFailed("it takes more than " + PAGES + " pages or " + LONGEST.toMinutes() + " minutes");
            }
            Fetch.Page page = fetch.get(ahead.remove());
            pages++;
            Model graph = read(page);
            visitor.accept(graph);
            onwards(graph);
        }
    }

    int pages() {
        return pages;
    }

    /** Datasets that are named, not described, and live at another host: nobody said that it may be asked. */
    List<String> elsewhere() {
        return List.copyOf(elsewhere);
    }

    private static Model read(Fetch.Page page) {
        try {
            return CarefulReader.read(page.body(), page.syntax(), page.address().toString());
        } catch (NotAccepted e) {
            throw new HarvestFailed(page.address() + ": " + e.getMessage());
        }
    }

    private void onwards(Model graph) {
        for (String property : ONWARDS) {
            graph.listObjectsOfProperty(graph.createProperty(property)).filterKeep(RDFNode::isURIResource).mapWith(RDFNode::asResource).toList().forEach(next -> {
                if (!here(next)) {
                    throw new HarvestFailed("it leads on to <" + next.getURI() + ">, on another host, which no setting names");
                }
                go(URI.create(next.getURI()));
            });
        }
        graph.listObjectsOfProperty(DCAT.dataset).filterKeep(RDFNode::isURIResource).mapWith(RDFNode::asResource).filterDrop(dataset -> dataset.hasProperty(DCTerms.title)).toList().forEach(dataset -> {
            if (here(dataset)) {
                go(URI.create(dataset.getURI()));
            } else {
                elsewhere.add(dataset.getURI());
            }
        });
    }

    private void go(URI address) {
        String text = address.toString();
        URI page = address.getFragment() == null ? address : URI.create(text.substring(0, text.indexOf('#')));
        if (seen.add(page)) {
            ahead.add(page);
        }
    }

    private boolean here(Resource resource) {
        try {
            URI address = URI.create(resource.getURI());
            return Objects.equals(address.getScheme(), start.getScheme()) && Objects.equals(address.getHost(), start.getHost()) && address.getPort() == start.getPort();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
