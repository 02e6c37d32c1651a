package pt.arquipelago.catalog.service.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other words for a word: systems by what people call them, codes by what they stand for. */
final class Synonyms {
    /** A code with more places than the list has: {@code e11.9}, {@code a10ba02}. */
    private static final Pattern LONG_CODE = Pattern.compile("([a-z]\\d{2})[.a-z0-9]{1,6}");

    private static final List<Map.Entry<String, String>> PLURALS = List.of(Map.entry("oes", "ao"), Map.entry("aes", "ao"), Map.entry("ais", "al"), Map.entry("eis", "el"), Map.entry("s", ""));

    private final Map<String, Set<String>> others = new HashMap<>();

    Synonyms() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Synonyms.class.getResourceAsStream("synonyms.txt"), "synonyms.txt is missing"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] sides = line.split("=>");
        List<String> from = words(sides[0]);
        List<String> to = words(sides[sides.length - 1]);
        from.forEach(word -> others.computeIfAbsent(word, nothing -> new LinkedHashSet<>()).addAll(to));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    /** @param folded without accents, lower case */
    Set<String> of(String folded) {
        Matcher code = LONG_CODE.matcher(folded);
        Set<String> found = new LinkedHashSet<>(others.getOrDefault(folded, Set.of()));
        if (found.isEmpty()) {
            found.addAll(others.getOrDefault(singular(folded), Set.of()));
        }
        if (found.isEmpty() && code.matches()) {
            found.addAll(others.getOrDefault(code.group(1), Set.of()));
            found.add(code.group(1));
        }
        found.remove(folded);
        return found;
    }

    /** The singular of a word without accents, roughly: {@code prescricoes}, {@code hospitais}, {@code drugs}. */
    static String singular(String folded) {
        for (Map.Entry<String, String> ending : PLURALS) {
            if (folded.length() > ending.getKey().length() + 2 && folded.endsWith(ending.getKey())) {
                return folded.substring(0, folded.length() - ending.getKey().length()) + ending.getValue();
            }
        }
        return folded;
    }

    /** Whether words that stand beside each other mean one thing. */
    boolean knows(String phrase) {
        return others.containsKey(phrase);
    }
}
