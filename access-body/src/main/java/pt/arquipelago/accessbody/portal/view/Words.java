package pt.arquipelago.accessbody.portal.view;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/** The words of the pages in one language. A missing word is a fault of ours, so it stops the page. */
public final class Words {
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");

    private final String language;
    private final Locale locale;
    private final Properties words = new Properties();

    private Words(String language, Locale locale) {
        this.language = language;
        this.locale = locale;
        String resource = "words_" + language + ".properties";
        try (Reader reader = new InputStreamReader(requireNonNull(Words.class.getResourceAsStream(resource), resource + " is missing"), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    public static Words portuguese() {
        return new Words("pt", Locale.forLanguageTag("pt-PT"));
    }

    public static Words english() {
        return new Words("en", Locale.UK);
    }

    public String language() {
        return language;
    }

    public String get(String key) {
        return requireNonNull(words.getProperty(key), () -> "no word '" + key + "' in language " + language);
    }

    public Optional<String> find(String key) {
        return Optional.ofNullable(words.getProperty(key));
    }

    /** With {@code {0}}, {@code {1}} … replaced by {@code values}. */
    public String with(String key, Object... values) {
        String text = get(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** A number with the language's separators. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** All its decimal places, as they are part of what was computed. */
    public String number(BigDecimal value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Math.max(0, value.scale()));
        format.setMaximumFractionDigits(Math.max(0, value.scale()));
        return format.format(value);
    }

    /** Six places: what a table can show; the downloads have all of them. */
    public String number(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(6);
        return format.format(value);
    }

    /** Day and time in Lisbon. */
    public String when(Instant at) {
        return DateTimeFormatter.ofPattern(language.equals("pt") ? "dd/MM/yyyy HH:mm" : "d MMM yyyy HH:mm", locale).withZone(ZONE).format(at);
    }

    public String day(Instant at) {
        return DateTimeFormatter.ofPattern(language.equals("pt") ? "dd/MM/yyyy" : "d MMM yyyy", locale).withZone(ZONE).format(at);
    }

    public Set<String> keys() {
        return words.stringPropertyNames();
    }
}
