package pt.arquipelago.catalog.service.search;

import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** How text becomes words: by the stem in each language, and as it stands; accents and case never matter. */
final class Analysis {
    static final String PT = "pt";
    static final String EN = "en";
    static final String PLAIN = "plain";
    static final String TITLE = "title";
    /** Names and codes, cut at spaces only: {@code valor_sns}, {@code e11.9}, {@code uls-coimbra}. */
    static final String NAMES = "names";

    private Analysis() {}

    static Analyzer analyzer() {
        return new PerFieldAnalyzerWrapper(new Words(), Map.of(PT, new Portuguese(), EN, new English(), NAMES, new Names()));
    }

    private static final class Portuguese extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            TokenStream stems = new PortugueseLightStemFilter(new StopFilter(new LowerCaseFilter(words), PortugueseAnalyzer.getDefaultStopSet()));
            return new TokenStreamComponents(words, new ASCIIFoldingFilter(stems));
        }
    }

    private static final class English extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            TokenStream stems = new PorterStemFilter(new StopFilter(new LowerCaseFilter(words), EnglishAnalyzer.getDefaultStopSet()));
            return new TokenStreamComponents(words, new ASCIIFoldingFilter(stems));
        }
    }

    private static final class Words extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            return new TokenStreamComponents(words, new ASCIIFoldingFilter(new LowerCaseFilter(words)));
        }
    }

    private static final class Names extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new WhitespaceTokenizer();
            return new TokenStreamComponents(words, new ASCIIFoldingFilter(new LowerCaseFilter(words)));
        }
    }
}
