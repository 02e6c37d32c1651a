package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.QualityLabel;

/** The words of the pages in one language. A missing word is a fault of ours, so it stops the page. */
public final class Words {
    private final String language;
    private final Properties words = new Properties();

    private Words(String language) {
        this.language = language;
        String resource = "words_" + language + ".properties";
        try (Reader reader = new InputStreamReader(requireNonNull(Words.class.getResourceAsStream(resource), resource + " is missing"), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    public static Words portuguese() {
        return new Words("pt");
    }

    public static Words english() {
        return new Words("en");
    }

    public String language() {
        return language;
    }

    public String get(String key) {
        return requireNonNull(words.getProperty(key), () -> "no word '" + key + "' in language " + language);
    }

    public String get(LocalText text) {
        return text.in(language);
    }

    /** A number with the language's separators. */
    public String number(long value) {
        return String.format(language.equals("pt") ? java.util.Locale.forLanguageTag("pt-PT") : java.util.Locale.ENGLISH, "%,d", value);
    }

    /** A measure's value with its unit, or that it was suppressed. */
    public String measure(QualityLabel.Measure measure) {
        return measure.value().map(value -> value + " " + get(measure.unit() == QualityLabel.Unit.DAY ? "label.days" : "label.percent")).orElse(get("label.suppressed"));
    }

    java.util.Set<String> keys() {
        return words.stringPropertyNames();
    }
}
