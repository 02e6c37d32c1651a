package pt.arquipelago.catalog.service.harvest;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.config.HarvestSource;
import pt.arquipelago.catalog.service.search.ForeignIndex;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.ForeignDataset;

/** The catalogues that are harvested, what was taken from each, and how the last harvest went. */
public final class Harvests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Harvests.class);
    private static final long MOST = 2_000_000;

    private final CatalogConfig config;
    private final DatasetStore store;
    private final Fetch fetch;
    private final Reports reports;
    private final Clock clock;
    /** By source; replaced whole, so that pages are made while a harvest is kept. */
    private volatile Map<String, List<ForeignDataset>> taken;
    private final ForeignIndex index = new ForeignIndex();
    private boolean closed;

    /** Takes up what was harvested before; what is of a catalogue that no setting names any more goes. */
    public Harvests(CatalogConfig config, DatasetStore store, Fetch fetch, Clock clock) {
        this.config = requireNonNull(config, "config is null");
        this.store = requireNonNull(store, "store is null");
        this.fetch = requireNonNull(fetch, "fetch is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.reports = new Reports(config.state().resolve("harvests"));
        store.keepForeign(config.sources().stream().map(HarvestSource::id).toList());
        Map<String, List<ForeignDataset>> before = new LinkedHashMap<>();
        config.sources().forEach(source -> before.put(source.id(), read(source, store.foreign(source.id()))));
        take(before);
    }

    private List<ForeignDataset> read(HarvestSource source, Model graph) {
        ForeignReader reader = new ForeignReader(source.id(), config.base());
        return ForeignReader.datasets(graph).stream().map(dataset -> reader.read(dataset, reader.whole(dataset))).toList();
    }

    private void take(Map<String, List<ForeignDataset>> all) {
        taken = all;
        index.replace(taken.values().stream().flatMap(List::stream).toList());
    }

    public List<HarvestSource> sources() {
        return config.sources();
    }

    public Optional<HarvestReport> last(String source) {
        return reports.last(source);
    }

    /** Those that say all the words, the best first; all by title in no order of sources if there are none. */
    public List<ForeignDataset> find(String words, Optional<String> source) {
        List<ForeignDataset> found = words.isBlank()
                ? taken.values().stream().flatMap(List::stream).sorted(Comparator.comparing((ForeignDataset one) -> one.title("pt")).thenComparing(ForeignDataset::iri)).toList()
                : index.find(words);
        return found.stream().filter(one -> source.isEmpty() || one.source().equals(source.get())).toList();
    }

    /** All that was taken from a source. */
    public Model graph(String source) {
        return store.foreign(source);
    }

    /** Those that a setting wants harvested by now. */
    public List<HarvestSource> due() {
        Instant now = clock.instant();
        return config.sources().stream().filter(source -> source.every().isPresent()
                && last(source.id()).map(report -> !now.isBefore(report.at().plus(source.every().get()))).orElse(true)).toList();
    }

    /** Harvests a catalogue, whole or not at all, and keeps the report. */
    public HarvestReport run(HarvestSource source) {
        HarvestReport report;
        try {
            report = harvest(source);
        } catch (HarvestFailed e) {
            report = HarvestReport.failed(source.id(), clock.instant(), e.getMessage());
        }
        reports.keep(report);
        LOG.info("Harvested {}", report.sentence());
        return report;
    }

    private HarvestReport harvest(HarvestSource source) {
        ForeignReader reader = new ForeignReader(source.id(), config.base());
        Model all = ModelFactory.createDefaultModel();
        Map<String, ForeignDataset> found = new LinkedHashMap<>();
        Map<String, HarvestReport.Refused> refused = new LinkedHashMap<>();
        Crawl crawl = new Crawl(fetch, source.url());
        crawl.each(page -> {
            for (Resource dataset : ForeignReader.datasets(page)) {
                take(reader, dataset, found, refused, all);
            }
        });
        crawl.elsewhere().forEach(iri -> refused.putIfAbsent(iri, new HarvestReport.Refused(iri, "it is described at another host, which no setting names")));
        found.keySet().forEach(refused::remove);
        return keep(source, all, List.copyOf(found.values()), List.copyOf(refused.values()), crawl.pages());
    }

    /** The same dataset may stand on several pages; the first that says enough of it is taken. */
    private static void take(ForeignReader reader, Resource dataset, Map<String, ForeignDataset> found, Map<String, HarvestReport.Refused> refused, Model all) {
        String iri = dataset.getURI();
        if (found.containsKey(iri)) {
            return;
        }
        try {
            Model whole = reader.whole(dataset);
            found.put(iri, reader.read(dataset, whole));
            all.add(whole);
        } catch (IllegalArgumentException e) {
            refused.put(iri, new HarvestReport.Refused(iri, e.getMessage()));
        }
        if (all.size() > MOST) {
            throw new HarvestFailed("it has more than " + MOST + " statements");
        }
    }

    private synchronized HarvestReport keep(HarvestSource source, Model all, List<ForeignDataset> found, List<HarvestReport.Refused> refused, int pages) {
        if (closed) {
            throw new HarvestFailed("the catalogue was stopped");
        }
        Map<String, String> before = taken.get(source.id()).stream().collect(Collectors.toMap(one -> one.iri().toString(), ForeignDataset::digest));
        int added = 0;
        int unchanged = 0;
        for (ForeignDataset one : found) {
            String digest = before.remove(one.iri().toString());
            added += digest == null ? 1 : 0;
            unchanged += one.digest().equals(digest) ? 1 : 0;
        }
        if (unchanged < found.size() || !before.isEmpty()) {
            store.replaceForeign(source.id(), all);
            Map<String, List<ForeignDataset>> next = new LinkedHashMap<>(taken);
            next.put(source.id(), found);
            take(next);
        }
        return new HarvestReport(source.id(), clock.instant(),
                new HarvestReport.Counts(pages, found.size() + refused.size(), added, found.size() - added - unchanged, unchanged, refused.size(), before.size()), refused, Optional.empty());
    }

    /** A harvest under way keeps nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
