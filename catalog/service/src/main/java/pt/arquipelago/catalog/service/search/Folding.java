package pt.arquipelago.catalog.service.search;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text without case and accents, so that "prescricao" finds "Prescrição". */
final class Folding {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("\\s+");

    private Folding() {}

    static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The words as they were typed: accents tell a stem. */
    static List<String> written(String text) {
        return Stream.of(BETWEEN.split(text.strip())).filter(word -> !word.isEmpty()).distinct().limit(20).toList();
    }
}
