package pt.arquipelago.catalog.service.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** What somebody typed as a query: every word must be found, in some language, in some form, or by another word for it. */
final class WordQuery {
    private static final int SHORTEST_PREFIX = 3;

    private final Analyzer analyzer = Analysis.analyzer();
    private final Synonyms synonyms = new Synonyms();

    Query all(String sought, Term kind) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(new TermQuery(kind), Occur.FILTER);
        List<String> units = units(Folding.written(sought));
        units.forEach(unit -> all.add(any(unit), Occur.MUST));
        if (units.isEmpty()) {
            all.add(new MatchAllDocsQuery(), Occur.MUST);
        }
        return all.build();
    }

    /** Words that mean one thing together stay together: {@code sick leave}. */
    private List<String> units(List<String> words) {
        List<String> units = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String pair = i + 1 < words.size() ? words.get(i) + " " + words.get(i + 1) : "";
            if (synonyms.knows(Folding.fold(pair))) {
                units.add(pair);
                i++;
            } else {
                units.add(words.get(i));
            }
        }
        return units;
    }

    private Query any(String unit) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        String folded = Folding.fold(unit);
        forms(any, unit, 1);
        String singular = Synonyms.singular(folded);
        if (!singular.equals(folded)) {
            forms(any, singular, 0.8f);
        }
        synonyms.of(folded).forEach(other -> forms(any, other, 0.5f));
        return any.build();
    }

    private void forms(BooleanQuery.Builder any, String text, float weight) {
        String folded = Folding.fold(text);
        for (String field : List.of(Analysis.PT, Analysis.EN, Analysis.PLAIN)) {
            add(any, field, text, weight);
        }
        add(any, Analysis.TITLE, text, 4 * weight);
        any.add(new BoostQuery(new TermQuery(new Term(Analysis.NAMES, folded)), 3 * weight), Occur.SHOULD);
        if (weight == 1 && folded.length() >= SHORTEST_PREFIX) {
            for (String field : List.of(Analysis.PLAIN, Analysis.NAMES)) {
                any.add(new BoostQuery(new ConstantScoreQuery(new PrefixQuery(new Term(field, folded))), 0.2f), Occur.SHOULD);
            }
        }
    }

    private void add(BooleanQuery.Builder any, String field, String text, float weight) {
        List<String> terms = terms(field, text);
        if (terms.size() == 1) {
            any.add(new BoostQuery(new TermQuery(new Term(field, terms.get(0))), weight), Occur.SHOULD);
        } else if (terms.size() > 1) {
            any.add(new BoostQuery(new PhraseQuery(field, terms.toArray(String[]::new)), weight), Occur.SHOULD);
        }
    }

    private List<String> terms(String field, String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(field, new StringReader(text))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

}
