package pt.arquipelago.catalog.service.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
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
    private static final String STATE = "changes";

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final WordQuery words = new WordQuery();
    private final DatasetStore store;

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
            one.add(new StoredField(VARIABLE, variable.name()));
            texts(one, SearchText.in(variable, text -> text.pt()), SearchText.in(variable, text -> text.en()), SearchText.names(variable));
            one.add(new TextField(Analysis.TITLE, variable.title().pt() + "\n" + variable.title().en() + "\n" + variable.name(), Field.Store.NO));
            writer.addDocument(one);
        }
    }

    private static Document document(String kind, URI dataset) {
        Document document = new Document();
        document.add(new StringField(KIND, kind, Field.Store.NO));
        document.add(new StringField(DATASET, dataset.toString(), Field.Store.YES));
        return document;
    }

    private static void texts(Document document, String pt, String en, String names) {
        document.add(new TextField(Analysis.PT, pt, Field.Store.NO));
        document.add(new TextField(Analysis.EN, en, Field.Store.NO));
        document.add(new TextField(Analysis.PLAIN, pt + "\n" + en, Field.Store.NO));
        document.add(new TextField(Analysis.NAMES, names, Field.Store.NO));
    }

    /** The datasets that say all the words, the best first, with how well each fits. */
    public Map<URI, Float> datasets(String sought) {
        Map<URI, Float> found = new LinkedHashMap<>();
        search(words.all(sought, new Term(KIND, DATASET)), (document, score) -> found.put(URI.create(document.get(DATASET)), score));
        return found;
    }

    /** A variable of a dataset. */
    public record Found(URI dataset, String variable) {}

    /** The variables that say all the words, the best first. */
    public List<Found> variables(String sought) {
        List<Found> found = new java.util.ArrayList<>();
        search(words.all(sought, new Term(KIND, VARIABLE)), (document, score) -> found.add(new Found(URI.create(document.get(DATASET)), document.get(VARIABLE))));
        return found;
    }

    private interface Hit {
        void take(Document document, float score);
    }

    private void search(Query query, Hit hit) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                StoredFields stored = searcher.storedFields();
                for (ScoreDoc found : searcher.search(query, Math.max(1, searcher.getIndexReader().numDocs())).scoreDocs) {
                    hit.take(stored.document(found.doc), found.score);
                }
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
