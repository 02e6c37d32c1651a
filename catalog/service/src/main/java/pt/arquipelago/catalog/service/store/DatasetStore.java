package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.query.Dataset;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.TDB2Factory;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.HealthDcatApMapper;
import pt.arquipelago.catalog.description.UnreadableDescription;

/**
 * Descriptions in TDB2: one named graph per dataset, named by its IRI, and one graph for the catalogue itself. What lists need is also kept in
 * memory, read from the store at start.
 */
public final class DatasetStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetStore.class);

    private final Dataset dataset;
    private final HealthDcatApMapper mapper;
    private final CatalogGraph catalog;
    private final Map<URI, PublishedDataset> published = new ConcurrentHashMap<>();

    public DatasetStore(Path folder, HealthDcatApMapper mapper, CatalogGraph catalog) {
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The store's folder " + folder + " cannot be made", e);
        }
        this.dataset = TDB2Factory.connectDataset(folder.toString());
        Txn.executeWrite(dataset, this::load);
    }

    private void load() {
        Model own = dataset.getNamedModel(catalog.iri());
        dataset.listModelNames().forEachRemaining(name -> {
            if (!name.getURI().equals(catalog.iri())) {
                load(URI.create(name.getURI()), dataset.getNamedModel(name), own);
            }
        });
        dataset.replaceNamedModel(catalog.iri(), catalog.describe(list()));
    }

    /** What an earlier version took and this one cannot read must not keep the others from being served. */
    private void load(URI iri, Model graph, Model own) {
        try {
            DatasetDescription description = mapper.read(graph, iri);
            published.put(iri, new PublishedDataset(iri, description, catalog.received(own, iri).orElse(description.origin().modified())));
        } catch (UnreadableDescription e) {
            LOG.warn("Not listed until its node publishes it again: {}", e.getMessage());
        }
    }

    /**
     * Takes a description in place of the one before, in one transaction.
     *
     * @return true if there was none before
     */
    public synchronized boolean replace(PublishedDataset description, Model graph) {
        PublishedDataset before = published.get(description.iri());
        published.put(description.iri(), description);
        try {
            Txn.executeWrite(dataset, () -> {
                dataset.replaceNamedModel(description.iri().toString(), graph);
                dataset.replaceNamedModel(catalog.iri(), catalog.describe(list()));
            });
        } catch (RuntimeException e) {
            restore(description.iri(), before);
            throw e;
        }
        return before == null;
    }

    private void restore(URI iri, PublishedDataset before) {
        if (before == null) {
            published.remove(iri);
        } else {
            published.put(iri, before);
        }
    }

    public Optional<PublishedDataset> find(URI iri) {
        return Optional.ofNullable(published.get(iri));
    }

    /** All, by title in Portuguese and then by address. */
    public List<PublishedDataset> list() {
        return published.values().stream()
                .sorted(Comparator.comparing((PublishedDataset entry) -> entry.description().texts().title().pt()).thenComparing(PublishedDataset::iri))
                .toList();
    }

    /** The graph of a dataset as it came, with the catalogue's record of it; a copy. */
    public Model graph(URI iri) {
        return Txn.calculateRead(dataset, () -> {
            Model own = dataset.getNamedModel(catalog.iri());
            return copy(List.of(dataset.getNamedModel(iri.toString()), catalog.recordOf(own, iri)));
        });
    }

    /** The catalogue with the datasets given, each whole: what a harvester reads. */
    public Model graph(Collection<PublishedDataset> datasets) {
        return Txn.calculateRead(dataset, () -> {
            Model all = copy(List.of(catalog.describe(List.copyOf(datasets))));
            datasets.forEach(entry -> all.add(dataset.getNamedModel(entry.iri().toString())));
            return all;
        });
    }

    /** For queries; read only by whoever gets it, within a transaction of its own. */
    public DatasetGraph forQueries() {
        return dataset.asDatasetGraph();
    }

    private static Model copy(List<Model> parts) {
        Model copy = ModelFactory.createDefaultModel();
        parts.forEach(part -> copy.add(part).setNsPrefixes(part.getNsPrefixMap()));
        return copy;
    }

    @Override
    public void close() {
        TDBInternal.expel(dataset.asDatasetGraph());
    }
}
