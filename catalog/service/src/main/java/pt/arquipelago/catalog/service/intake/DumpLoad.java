package pt.arquipelago.catalog.service.intake;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.HealthDcatApMapper;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.store.DatasetStore;

/**
 * Takes a whole dump of a catalogue of this kind ({@code /catalog.nt}, {@code /catalog.ttl}) into an empty or older one, dataset by dataset and each
 * checked, as whoever runs the catalogue does to move or restore it. What the catalogue itself says in the dump is left out: it says it anew.
 */
public final class DumpLoad {
    private static final int AT_ONCE = 200;
    private static final Pattern PART = Pattern.compile("/datasets/[a-z0-9-]{2,40}/[a-z][a-z0-9_]{0,63}(#.*|\\.html)?");

    private final URI base;
    private final DescriptionShapes shapes;
    private final HealthDcatApMapper mapper;
    private final DatasetStore store;
    private final Clock clock;
    private List<DatasetStore.Arrival> waiting = new ArrayList<>();
    /** What is being stored while the next is read and checked. */
    private Future<?> underWay = CompletableFuture.completedFuture(null);
    private int taken;

    public DumpLoad(URI base, DescriptionShapes shapes, HealthDcatApMapper mapper, DatasetStore store, Clock clock) {
        this.base = requireNonNull(base, "base is null");
        this.shapes = requireNonNull(shapes, "shapes is null");
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.store = requireNonNull(store, "store is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * @return how many datasets were taken
     * @throws NotAccepted at the first that is not as it must be; what was taken before it stays
     */
    public int load(Path dump) {
        Lang lang = Optional.ofNullable(RDFLanguages.filenameToLang(dump.getFileName().toString())).filter(one -> one.equals(Lang.NTRIPLES) || one.equals(Lang.TURTLE))
                .orElseThrow(() -> new NotAccepted(NotAccepted.Reason.MALFORMED, new LocalText(dump + " não é .nt nem .ttl.", dump + " is neither .nt nor .ttl."),
                        new LocalText("Dê uma cópia como a que /catalog.nt ou /catalog.ttl escreve.", "Give a dump as /catalog.nt or /catalog.ttl writes it.")));
        ExecutorService storing = Executors.newSingleThreadExecutor();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(dump))) {
            Parts parts = new Parts(storing);
            RDFParser.source(in).lang(lang).base(base.toString()).checking(true).errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging).parse(parts);
            parts.end();
            store(storing);
        } catch (IOException e) {
            throw new UncheckedIOException(dump + " cannot be read", e);
        } catch (RiotException e) {
            throw new NotAccepted(NotAccepted.Reason.MALFORMED, new LocalText("A cópia não se consegue ler: " + e.getMessage(), "The dump cannot be read: " + e.getMessage()),
                    new LocalText("Corrija-a nesse lugar.", "Mend it at that place."));
        } finally {
            storing.shutdown();
            finish();
        }
        return taken;
    }

    /** Statements as they come; those of one dataset stand together, so that a new one ends the one before. */
    private final class Parts extends StreamRDFBase {
        private Optional<String> current = Optional.empty();
        private Model graph = ModelFactory.createDefaultModel();
        private final Map<String, Set<Triple>> types = new HashMap<>();
        private final ExecutorService storing;
        private String subjectBefore = "";
        private Optional<String> datasetBefore = Optional.empty();

        Parts(ExecutorService storing) {
            this.storing = storing;
        }

        @Override
        public void triple(Triple triple) {
            String subject = triple.getSubject().isURI() ? triple.getSubject().getURI() : "";
            Optional<String> dataset = subject.equals(subjectBefore) ? datasetBefore : dataset(subject);
            subjectBefore = subject;
            datasetBefore = dataset;
            if (triple.getPredicate().equals(RDF.type.asNode()) && dataset.isEmpty()) {
                types.computeIfAbsent(subject, iri -> new LinkedHashSet<>()).add(triple);
            }
            if (dataset.isPresent() && !dataset.equals(current)) {
                end();
                current = dataset;
            }
            if (current.isPresent()) {
                keep(dataset.isPresent(), subject, triple);
            }
        }

        private void keep(boolean ofDataset, String subject, Triple triple) {
            if (ofDataset ? !ofTheCatalogue(subject, triple) : !subject.startsWith(base + "/") && !triple.getPredicate().equals(RDF.type.asNode())) {
                graph.getGraph().add(triple);
            }
        }

        /** The types of what a dataset names, which may stand before its own statements or after them. */
        private void addTypes() {
            graph.listObjects().filterKeep(RDFNode::isURIResource).mapWith(RDFNode::asResource).toList()
                    .forEach(named -> types.getOrDefault(named.getURI(), Set.of()).forEach(type -> graph.getGraph().add(type)));
        }

        private boolean ofTheCatalogue(String subject, Triple triple) {
            String property = triple.getPredicate().getURI();
            return GraphScope.keptBack(subject.substring(subject.indexOf('#') < 0 ? subject.length() : subject.indexOf('#')))
                    || property.startsWith("https://w3id.org/fdp/fdp-o#") || property.equals("http://www.w3.org/ns/dcat#inSeries");
        }

        private Optional<String> dataset(String subject) {
            Matcher part = PART.matcher(subject.startsWith(base.toString()) ? subject.substring(base.toString().length()) : "");
            return part.matches() ? Optional.of(part.start(1) < 0 ? subject : subject.substring(0, base.toString().length() + part.start(1))) : Optional.empty();
        }

        void end() {
            addTypes();
            current.ifPresent(iri -> take(URI.create(iri), graph, storing));
            current = Optional.empty();
            graph = ModelFactory.createDefaultModel();
        }
    }

    private void take(URI dataset, Model graph, ExecutorService storing) {
        new GraphScope(base, dataset).require(graph);
        var conformance = shapes.check(graph);
        if (!conformance.conforms()) {
            throw new NotAccepted(NotAccepted.Reason.SHAPES, new LocalText("A descrição de <" + dataset + "> não cumpre " + conformance.findings().size() + " regra(s): " + conformance.findings().get(0),
                    "The description of <" + dataset + "> breaks " + conformance.findings().size() + " rule(s): " + conformance.findings().get(0)),
                    new LocalText("Corrija-a na cópia, ou publique-a de novo a partir da instituição.", "Mend it in the dump, or publish it anew from its node."), Optional.of(conformance));
        }
        waiting.add(new DatasetStore.Arrival(dataset, mapper.read(graph, dataset), graph));
        if (waiting.size() == AT_ONCE) {
            store(storing);
        }
    }

    /** One batch at a time, so that no more than two are in memory. */
    private void store(ExecutorService storing) {
        finish();
        if (!waiting.isEmpty()) {
            List<DatasetStore.Arrival> batch = waiting;
            waiting = new ArrayList<>();
            underWay = storing.submit(() -> store.replaceAll(batch, clock.instant()));
            taken += batch.size();
        }
    }

    private void finish() {
        try {
            underWay.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The load was interrupted.", e);
        }
    }
}
