package pt.arquipelago.catalog.service.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import pt.arquipelago.catalog.service.store.ForeignDataset;

/** Finds harvested datasets by the same words as our own. It lives in memory and is made anew with every harvest that changed something. */
public final class ForeignIndex {
    private static final String KIND = "kind";
    private static final String FOREIGN = "foreign";
    private static final String PLACE = "place";

    private final WordQuery words = new WordQuery();
    private volatile Contents contents = new Contents(List.of(), new ByteBuffersDirectory());

    private record Contents(List<ForeignDataset> datasets, ByteBuffersDirectory directory) {}

    public void replace(List<ForeignDataset> all) {
        ByteBuffersDirectory next = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(next, new IndexWriterConfig(Analysis.analyzer()))) {
            for (int place = 0; place < all.size(); place++) {
                writer.addDocument(document(all.get(place), place));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        contents = new Contents(List.copyOf(all), next);
    }

    private static Document document(ForeignDataset dataset, int place) {
        Document document = new Document();
        document.add(new StringField(KIND, FOREIGN, Field.Store.NO));
        document.add(new StoredField(PLACE, place));
        String keywords = String.join("\n", dataset.keywords());
        String pt = dataset.title("pt") + "\n" + dataset.description("pt") + "\n" + keywords;
        String en = dataset.title("en") + "\n" + dataset.description("en") + "\n" + keywords;
        String all = String.join("\n", dataset.titles().values()) + "\n" + String.join("\n", dataset.descriptions().values()) + "\n" + keywords + "\n" + dataset.publisher().orElse("");
        document.add(new TextField(Analysis.PT, pt, Field.Store.NO));
        document.add(new TextField(Analysis.EN, en, Field.Store.NO));
        document.add(new TextField(Analysis.PLAIN, all, Field.Store.NO));
        document.add(new TextField(Analysis.NAMES, keywords + "\n" + dataset.source(), Field.Store.NO));
        document.add(new TextField(Analysis.TITLE, String.join("\n", dataset.titles().values()), Field.Store.NO));
        return document;
    }

    /** Those that say all the words, the best first. */
    public List<ForeignDataset> find(String sought) {
        Contents now = contents;
        if (now.datasets().isEmpty()) {
            return List.of();
        }
        try (DirectoryReader reader = DirectoryReader.open(now.directory())) {
            IndexSearcher searcher = new IndexSearcher(reader);
            List<ForeignDataset> found = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(words.all(sought, new Term(KIND, FOREIGN)), now.datasets().size()).scoreDocs) {
                found.add(now.datasets().get(searcher.storedFields().document(hit.doc).getField(PLACE).numericValue().intValue()));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
