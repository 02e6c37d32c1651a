package pt.arquipelago.catalog.service.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.Variable;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/**
 * Finds datasets and variables by words. It holds nothing of its own: what it lost, or what changed while it was not looking, it takes from the
 * store again when it is opened.
 */
public final class SearchIndex implements DatasetStore.Watcher, AutoCloseable {
    private static final String DATASET = "dataset";
    private static final String VARIABLE = "variable";
    private static final String KIND = "kind";
    /** Named after the form of the index, so that one of an earlier form is made anew. */
    private static final String STATE = "changes-3";

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final WordQuery words = new WordQuery();
    private final DatasetStore store;
    private final Map<String, URI> addresses = new ConcurrentHashMap<>();

    public SearchIndex(Path folder, DatasetStore store) {
        this.store = store;
        try {
            this.directory = FSDirectory.open(folder);
            this.writer = new IndexWriter(directory, new IndexWriterConfig(Analysis.analyzer()));
            if (!String.valueOf(store.lastChange()).equals(state())) {
                writer.deleteAll();
                for (PublishedDataset entry : store.list()) {
                    add(entry);
                }
                commit();
            }
            this.searchers = new SearcherManager(writer, new SearcherFactory());
        } catch (IOException e) {
            throw new UncheckedIOException("The search index in " + folder + " cannot be opened", e);
        }
    }

    private String state() {
        String state = null;
        if (writer.getLiveCommitData() != null) {
            for (Map.Entry<String, String> entry : writer.getLiveCommitData()) {
                state = entry.getKey().equals(STATE) ? entry.getValue() : state;
            }
        }
        return state;
    }

    private void commit() throws IOException {
        writer.setLiveCommitData(Map.of(STATE, String.valueOf(store.lastChange())).entrySet());
        writer.commit();
    }

    /** Takes a new or renewed description in. */
    @Override
    public void put(PublishedDataset entry) {
        change(() -> {
            writer.deleteDocuments(new Term(DATASET, entry.iri().toString()));
            add(entry);
        });
    }

    @Override
    public void remove(URI dataset) {
        change(() -> writer.deleteDocuments(new Term(DATASET, dataset.toString())));
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Seen at once; on disk when the index is closed, for it can be made again. */
    private void change(Work work) {
        try {
            work.run();
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(PublishedDataset entry) throws IOException {
        DatasetDescription description = entry.description();
        Document document = document(DATASET, entry.iri());
        String pt = SearchText.in(description, text -> text.pt(), description.texts().keywords().pt());
        String en = SearchText.in(description, text -> text.en(), description.texts().keywords().en());
        texts(document, pt, en, SearchText.names(description));
        document.add(new TextField(Analysis.TITLE, description.texts().title().pt() + "\n" + description.texts().title().en() + "\n" + description.classification().system(), Field.Store.NO));
        writer.addDocument(document);
        for (Variable variable : description.variables()) {
            Document one = document(VARIABLE, entry.iri());
            one.add(new BinaryDocValuesField(VARIABLE, new BytesRef(variable.name())));
            texts(one, SearchText.in(variable, text -> text.pt()), SearchText.in(variable, text -> text.en()), SearchText.names(variable));
            one.add(new TextField(Analysis.TITLE, variable.title().pt() + "\n" + variable.title().en() + "\n" + variable.name(), Field.Store.NO));
            writer.addDocument(one);
        }
    }

    private static Document document(String kind, URI dataset) {
        Document document = new Document();
        document.add(new StringField(KIND, kind, Field.Store.NO));
        document.add(new StringField(DATASET, dataset.toString(), Field.Store.NO));
        document.add(new BinaryDocValuesField(DATASET, new BytesRef(dataset.toString())));
        return document;
    }

    private static void texts(Document document, String pt, String en, String names) {
        document.add(new TextField(Analysis.PT, pt, Field.Store.NO));
        document.add(new TextField(Analysis.EN, en, Field.Store.NO));
        document.add(new TextField(Analysis.PLAIN, pt + "\n" + en, Field.Store.NO));
        document.add(new TextField(Analysis.NAMES, names, Field.Store.NO));
    }

    /** The datasets that say all the words, the best first. */
    public List<URI> datasets(String sought) {
        return search(words.all(sought, new Term(KIND, DATASET)), List.of(DATASET)).stream().map(found -> address(found[0])).toList();
    }

    /** A variable of a dataset. */
    public record Found(URI dataset, String variable) {}

    /** The variables that say all the words, the best first. */
    public List<Found> variables(String sought) {
        return search(words.all(sought, new Term(KIND, VARIABLE)), List.of(DATASET, VARIABLE)).stream().map(found -> new Found(address(found[0]), found[1])).toList();
    }

    private URI address(String iri) {
        return addresses.computeIfAbsent(iri, URI::create);
    }

    /** Values of all that is found, the best first. They are read in the order of the index, which alone is quick. */
    private List<String[]> search(Query query, List<String> fields) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                ScoreDoc[] best = searcher.search(query, Math.max(1, searcher.getIndexReader().numDocs())).scoreDocs;
                Integer[] byPlace = IntStream.range(0, best.length).boxed().toArray(Integer[]::new);
                Arrays.sort(byPlace, Comparator.comparingInt(hit -> best[hit].doc));
                String[][] found = new String[best.length][fields.size()];
                for (int field = 0; field < fields.size(); field++) {
                    BinaryDocValues values = MultiDocValues.getBinaryValues(searcher.getIndexReader(), fields.get(field));
                    for (int hit : byPlace) {
                        values.advanceExact(best[hit].doc);
                        found[hit][field] = values.binaryValue().utf8ToString();
                    }
                }
                return List.of(found);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            searchers.close();
            commit();
            writer.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
