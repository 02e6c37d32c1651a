package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.DatasetKey;
import pt.arquipelago.catalog.description.HealthDcatApMapper;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.UnreadableDescription;
import pt.arquipelago.catalog.service.quality.MetadataQuality;

/**
 * Descriptions in TDB2: one named graph per dataset, named by its IRI, and one graph for the catalogue itself. Earlier versions and the list of
 * changes stand beside it. What lists need is also kept in memory, read from the store at start.
 */
public final class DatasetStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetStore.class);
    /** Of a new store: a dataset's graph is small, so within one graph nothing is needed but by subject; across all, by subject, by property and by object. */
    private static final StoreParams INDEXES = StoreParams.builder().quadIndexes(new String[] {"GSPO", "SPOG", "POSG", "OSPG"}).build();

    private static final Comparator<PublishedDataset> BY_TITLE = Comparator.comparing((PublishedDataset entry) -> entry.description().texts().title().pt()).thenComparing(PublishedDataset::iri);

    private final Dataset dataset;
    private final HealthDcatApMapper mapper;
    private final CatalogGraph catalog;
    private final Versions versions;
    private final ChangeLog log;
    private final Compactions compactions;
    private final Map<URI, PublishedDataset> published = new ConcurrentHashMap<>();
    private volatile List<PublishedDataset> sorted = List.of();
    private volatile Watcher watcher = new Watcher() {
        @Override
        public void put(PublishedDataset entry) {
        }

        @Override
        public void remove(URI dataset) {
        }
    };

    /** Who wants to know what was committed, once it is. */
    public interface Watcher {
        void put(PublishedDataset entry);

        void remove(URI dataset);
    }

    /** @param state folder of everything that is kept */
    public DatasetStore(Path state, HealthDcatApMapper mapper, CatalogGraph catalog, Clock clock) {
        requireNonNull(clock, "clock is null");
        this.mapper = requireNonNull(mapper, "mapper is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        Path folder = state.resolve("store");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The store's folder " + folder + " cannot be made", e);
        }
        this.versions = new Versions(state.resolve("versions"));
        this.dataset = DatasetFactory.wrap(DatabaseMgr.connectDatasetGraph(folder.toString(), INDEXES));
        this.log = new ChangeLog(state.resolve("changes.jsonl"), Txn.calculateRead(dataset, () -> catalog.changes(dataset.getNamedModel(catalog.iri()))));
        this.compactions = new Compactions(state.resolve("compacted"));
        Txn.executeWrite(dataset, () -> load(clock.instant()));
        sorted = published.values().stream().sorted(BY_TITLE).toList();
    }

    private void load(Instant now) {
        Model own = dataset.getNamedModel(catalog.iri());
        dataset.listModelNames().forEachRemaining(name -> {
            if (!name.getURI().equals(catalog.iri()) && !name.getURI().startsWith(catalog.foreign(""))) {
                load(URI.create(name.getURI()), dataset.getNamedModel(name), own);
            }
        });
        catalog.renew(own, now);
    }

    /** What an earlier version took and this one cannot read must not keep the others from being served. */
    private void load(URI iri, Model graph, Model own) {
        try {
            DatasetDescription description = mapper.read(graph, iri);
            Instant received = catalog.received(own, iri).orElse(description.origin().modified());
            published.put(iri, new PublishedDataset(iri, description, catalog.version(own, iri).orElse(1), catalog.first(own, iri).orElse(received), received,
                    MetadataQuality.of(graph, iri)));
        } catch (UnreadableDescription e) {
            LOG.warn("Not listed until its node publishes it again: {}", e.getMessage());
        }
    }

    public void watch(Watcher next) {
        watcher = requireNonNull(next, "next is null");
    }

    /** Puts each in its place, for sorting all of them anew would be most of the work of a publication. */
    private void resort(List<PublishedDataset> gone, List<PublishedDataset> come) {
        List<PublishedDataset> next = new ArrayList<>(sorted);
        gone.forEach(entry -> next.remove(Collections.binarySearch(next, entry, BY_TITLE)));
        come.forEach(entry -> next.add(-1 - Collections.binarySearch(next, entry, BY_TITLE), entry));
        sorted = Collections.unmodifiableList(next);
    }

    /** A description to be taken, with its graph as it came. */
    public record Arrival(URI iri, DatasetDescription description, Model graph) {}

    /**
     * Takes a description in place of the one before, in one transaction.
     *
     * @return true if there was none before
     */
    public boolean replace(URI iri, DatasetDescription description, Model graph, Instant now) {
        return replaceAll(List.of(new Arrival(iri, description, graph)), now) == 1;
    }

    /**
     * Takes descriptions, each of another dataset, all or none of them. One that says what its newest version says is that version: nothing changed, so nobody is told.
     *
     * @return how many are new
     */
    public synchronized int replaceAll(List<Arrival> arrivals, Instant now) {
        List<Arrival> different = arrivals.stream().filter(arrival -> !saysTheSame(arrival)).toList();
        if (different.isEmpty()) {
            return 0;
        }
        List<PublishedDataset> entries = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        int added = 0;
        for (Arrival arrival : different) {
            PublishedDataset before = published.get(arrival.iri());
            List<Change> history = log.of(arrival.iri());
            int version = Math.max(before == null ? 0 : before.version(), history.isEmpty() ? 0 : history.get(history.size() - 1).version()) + 1;
            versions.keep(arrival.description().key(), version, arrival.graph());
            entries.add(new PublishedDataset(arrival.iri(), arrival.description(), version, before == null ? now : before.first(), now, MetadataQuality.of(arrival.graph(), arrival.iri())));
            changes.add(new Change(log.next() + changes.size(), now, before == null ? Change.Kind.CREATE : Change.Kind.UPDATE, arrival.iri(), version, Optional.empty()));
            added += before == null ? 1 : 0;
        }
        commit(changes, own -> {
            for (int i = 0; i < entries.size(); i++) {
                become(dataset.getNamedModel(entries.get(i).iri().toString()), different.get(i).graph());
                catalog.enter(own, entries.get(i));
            }
        });
        List<PublishedDataset> before = entries.stream().map(entry -> published.put(entry.iri(), entry)).filter(Objects::nonNull).toList();
        resort(before, entries);
        entries.forEach(watcher::put);
        return added;
    }

    private boolean saysTheSame(Arrival arrival) {
        return Optional.ofNullable(published.get(arrival.iri())).flatMap(before -> versions.read(arrival.description().key(), before.version()))
                .filter(before -> before.size() == arrival.graph().size() && before.containsAll(arrival.graph())).isPresent();
    }

    /** Writes what differs alone: each block of the store that is touched is written anew. */
    private static void become(Model kept, Model graph) {
        Model before = ModelFactory.createDefaultModel().add(kept);
        kept.remove(before.difference(graph)).add(graph.difference(before));
    }

    /**
     * Takes a dataset out; its versions and the reason stay.
     *
     * @return false if there is none
     */
    public synchronized boolean withdraw(URI iri, LocalText reason, Instant now) {
        PublishedDataset before = published.get(iri);
        if (before == null) {
            return false;
        }
        commit(List.of(new Change(log.next(), now, Change.Kind.DELETE, iri, before.version(), Optional.of(reason))), own -> {
            dataset.removeNamedModel(iri.toString());
            catalog.strike(own, iri);
        });
        published.remove(iri);
        resort(List.of(before), List.of());
        watcher.remove(iri);
        return true;
    }

    /** Changes are written first; if the store does not commit, they are taken back, at the latest when the store is opened again. */
    private void commit(List<Change> changes, Consumer<Model> work) {
        long length = log.length();
        log.write(changes);
        try {
            Txn.executeWrite(dataset, () -> {
                Model own = dataset.getNamedModel(catalog.iri());
                work.accept(own);
                Change last = changes.get(changes.size() - 1);
                catalog.changes(own, last.number(), last.at());
            });
        } catch (RuntimeException e) {
            log.forget(length);
            throw e;
        }
        changes.forEach(log::remember);
    }

    public Optional<PublishedDataset> find(URI iri) {
        return Optional.ofNullable(published.get(iri));
    }

    /** All, by title in Portuguese and then by address. */
    public List<PublishedDataset> list() {
        return sorted;
    }

    /** What happened since a change, in order. */
    public List<Change> changesAfter(long number) {
        return log.after(number);
    }

    /** The number of the last change; it names a state of the whole catalogue. */
    public long lastChange() {
        return log.next() - 1;
    }

    /** All that happened to a dataset, the first first; empty if nobody ever published it. */
    public List<Change> history(URI iri) {
        return log.of(iri);
    }

    /** A description as it came, of any version that was taken. */
    public Optional<Model> version(DatasetKey key, int version) {
        return versions.read(key, version);
    }

    /** The graph of a dataset as it came, with the catalogue's record of it; a copy. */
    public Model graph(PublishedDataset entry) {
        return Txn.calculateRead(dataset, () -> copy(List.of(dataset.getNamedModel(entry.iri().toString()), catalog.recordOf(entry))));
    }

    /** The catalogue with the datasets given, each whole. */
    public Model graph(Collection<PublishedDataset> datasets) {
        Model all = head();
        each(datasets, part -> all.add(part).setNsPrefixes(part.getNsPrefixMap()));
        return all;
    }

    /** The catalogue's own description, without datasets. */
    public Model head() {
        return Txn.calculateRead(dataset, () -> named(catalog.head(dataset.getNamedModel(catalog.iri()))));
    }

    /** When the catalogue began. */
    public Instant opened() {
        return Txn.calculateRead(dataset, () -> catalog.opened(dataset.getNamedModel(catalog.iri())));
    }

    /** When anything of it changed last. */
    public Instant modified() {
        return Txn.calculateRead(dataset, () -> catalog.modified(dataset.getNamedModel(catalog.iri())));
    }

    /** Each dataset whole (graph, record, and that it is in the catalogue), one after the other, all of one state of the store. */
    public void each(Collection<PublishedDataset> datasets, Consumer<Model> consumer) {
        Txn.executeRead(dataset, () -> datasets.forEach(entry ->
                consumer.accept(copy(List.of(dataset.getNamedModel(entry.iri().toString()), catalog.recordOf(entry), catalog.link(entry))))));
    }

    /** Lets go of the blocks that replaced descriptions left in the store's files; who reads meanwhile reads on, who writes waits. */
    public synchronized void compact() {
        DatabaseMgr.compact(dataset.asDatasetGraph(), true);
        compactions.done(lastChange());
    }

    /** Whether so much was replaced since the last time that it is worth the while. */
    public boolean needsCompacting() {
        return compactions.due(lastChange(), published.size());
    }

    /** For queries; read only by whoever gets it, within a transaction of its own. */
    public DatasetGraph forQueries() {
        return dataset.asDatasetGraph();
    }

    /** What was harvested from another catalogue, in a graph of its own; a copy. */
    public Model foreign(String source) {
        return Txn.calculateRead(dataset, () -> copy(List.of(dataset.getNamedModel(catalog.foreign(source)))));
    }

    public synchronized void replaceForeign(String source, Model graph) {
        Txn.executeWrite(dataset, () -> dataset.replaceNamedModel(catalog.foreign(source), graph));
    }

    /** Lets go of what was harvested from any other catalogue than these. */
    public synchronized void keepForeign(List<String> sources) {
        List<String> kept = sources.stream().map(catalog::foreign).toList();
        Txn.executeWrite(dataset, () -> {
            List<Resource> names = new ArrayList<>();
            dataset.listModelNames().forEachRemaining(names::add);
            names.stream().map(Resource::getURI).filter(name -> name.startsWith(catalog.foreign("")) && !kept.contains(name)).forEach(dataset::removeNamedModel);
        });
    }

    /** The store keeps no prefixes: with those of the release's terms. */
    private Model named(Model model) {
        model.setNsPrefixes(mapper.prefixes());
        return model;
    }

    private Model copy(List<Model> parts) {
        Model copy = named(ModelFactory.createDefaultModel());
        parts.forEach(part -> copy.add(part).setNsPrefixes(part.getNsPrefixMap()));
        return copy;
    }

    @Override
    public void close() {
        TDBInternal.expel(dataset.asDatasetGraph());
    }
}
