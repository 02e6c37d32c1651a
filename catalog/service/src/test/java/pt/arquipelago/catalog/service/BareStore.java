package pt.arquipelago.catalog.service;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSetOps;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.loader.Loader;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * The peer: the same statements in TDB2 alone, as Fuseki serves it, filled by its own bulk loader and asked in SPARQL for what search, facets and page answer. It checks nothing, keeps no
 * versions, ranks nothing and knows neither word forms nor synonyms; no HTTP stands between.
 */
final class BareStore {
    private static final String PREFIXES = "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> PREFIX arq: <urn:arquipelago:terms:> PREFIX h: <http://healthdataportal.eu/ns/health#> ";
    private static final List<String> FACETS = List.of("arq:system", "arq:node", "h:healthCategory", "h:healthTheme", "h:hasCodingSystem", "dct:type", "<https://schema.org/spatialCoverage>");

    private BareStore() {}

    /** What was measured, as it was written. */
    record Figures(String load, String search, String dataset, String dump) {}

    static Figures measure(Path dump, Path folder, List<String> words, List<String> datasets) throws Exception {
        DatasetGraph store = DatabaseMgr.connectDatasetGraph(folder.toString());
        try {
            Stopwatch load = new Stopwatch();
            Loader.load(store, List.of(dump.toString()), false);
            String loaded = load.once("TDB2 alone: bulk load, nothing checked", "");
            String found = Stopwatch.repeat("TDB2 alone: titles that contain, seven facets", "", 20, i -> searched(store, words.get(i % words.size()).toLowerCase(java.util.Locale.ROOT)));
            String read = Stopwatch.repeat("TDB2 alone: a dataset and what it names", "", 200, i -> Txn.executeRead(store, () -> QueryExec.dataset(store)
                    .query("CONSTRUCT { <" + datasets.get(i % datasets.size()) + "> ?p ?o . ?o ?q ?r } WHERE { <" + datasets.get(i % datasets.size()) + "> ?p ?o OPTIONAL { ?o ?q ?r } }").build().construct()));
            Stopwatch dumped = new Stopwatch();
            Txn.executeRead(store, () -> {
                var out = StreamRDFWriter.getWriterStream(OutputStream.nullOutputStream(), Lang.NTRIPLES);
                out.start();
                store.getDefaultGraph().find().forEachRemaining(out::triple);
                out.finish();
            });
            return new Figures(loaded, found, read, dumped.once("TDB2 alone: dump in nt", ""));
        } finally {
            TDBInternal.expel(store);
        }
    }

    private static void searched(DatasetGraph store, String word) {
        String found = "?d a dcat:Dataset ; dct:title ?t FILTER (lang(?t) = 'pt' && contains(lcase(?t), '" + word + "'))";
        count(store, "SELECT ?d ?t { " + found + " } ORDER BY ?t LIMIT 20");
        FACETS.forEach(facet -> count(store, "SELECT ?v (count(*) AS ?n) { " + found + " ?d " + facet + " ?v } GROUP BY ?v ORDER BY DESC(?n)"));
    }

    private static void count(DatasetGraph store, String query) {
        Txn.executeRead(store, () -> {
            try (QueryExec execution = QueryExec.dataset(store).query(PREFIXES + query).build()) {
                RowSetOps.consume(execution.select());
            }
        });
    }
}
