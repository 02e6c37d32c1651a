package pt.arquipelago.catalog.service.search;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/**
 * What someone looks for.
 *
 * @param words all must stand in the description, in any language, accents and case aside
 * @param system acronym of the source system
 * @param node the institution
 * @param category letter of Article 51(1)
 */
public record Selection(String words, Optional<String> system, Optional<String> node, Optional<HealthCategory> category) {
    public Selection {
        requireNonNull(words, "words is null");
        requireNonNull(system, "system is null");
        requireNonNull(node, "node is null");
        requireNonNull(category, "category is null");
    }

    public static Selection everything() {
        return new Selection("", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Those that fit, the ones that say a word in their title first. */
    public List<PublishedDataset> of(List<PublishedDataset> datasets) {
        List<String> sought = Folding.words(words);
        return datasets.stream()
                .filter(entry -> system.isEmpty() || system.get().equals(entry.description().classification().system()))
                .filter(entry -> node.isEmpty() || node.get().equals(entry.description().key().node()))
                .filter(entry -> category.isEmpty() || entry.description().classification().categories().contains(category.get()))
                .filter(entry -> says(entry.description(), sought))
                .sorted(Comparator.comparing((PublishedDataset entry) -> !inTitle(entry.description(), sought)))
                .toList();
    }

    /** How many of the datasets have each value, most first: what a reader may choose next. */
    public static List<Facet> facet(List<PublishedDataset> datasets, Function<DatasetDescription, List<String>> values) {
        return datasets.stream().flatMap(entry -> values.apply(entry.description()).stream())
                .collect(Collectors.groupingBy(value -> value, Collectors.counting())).entrySet().stream()
                .map(entry -> new Facet(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Facet::count).reversed().thenComparing(Facet::value)).toList();
    }

    /** A value and how many datasets have it. */
    public record Facet(String value, long count) {}

    private static boolean says(DatasetDescription description, List<String> sought) {
        if (sought.isEmpty()) {
            return true;
        }
        String text = Folding.fold(SearchText.of(description));
        return sought.stream().allMatch(text::contains);
    }

    private static boolean inTitle(DatasetDescription description, List<String> sought) {
        String title = Folding.fold(description.texts().title().pt() + " " + description.texts().title().en() + " " + description.classification().system());
        return sought.stream().anyMatch(title::contains);
    }
}
