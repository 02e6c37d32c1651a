package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;

/**
 * Where the dataset stands in the published vocabularies.
 *
 * @param system acronym of the source system, such as {@code DEM}
 * @param categories Article 51(1); at least one; this list and the others are sorted and distinct
 * @param personalData concepts of DPV-PD by local name, such as {@code Age}, {@code Gender}, {@code MedicalPrescription}
 */
public record Classification(
        String system, DatasetType type, List<HealthCategory> categories, List<HealthTheme> themes, List<CodingSystem> codingSystems, List<Standard> standards,
        List<String> personalData, HealthActivity activity) {
    public Classification {
        requireNonNull(system, "system is null");
        requireNonNull(type, "type is null");
        categories = distinct(categories);
        themes = distinct(themes);
        codingSystems = distinct(codingSystems);
        standards = distinct(standards);
        personalData = distinct(personalData);
        requireNonNull(activity, "activity is null");
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("A dataset has no health category: give at least one letter of Article 51(1).");
        }
        personalData.stream().filter(name -> !name.matches("[A-Za-z][A-Za-z0-9-]*")).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("'" + name + "' is not the local name of a DPV-PD concept.");
        });
    }

    private static <T extends Comparable<? super T>> List<T> distinct(Collection<T> values) {
        return values.stream().distinct().sorted().toList();
    }
}
