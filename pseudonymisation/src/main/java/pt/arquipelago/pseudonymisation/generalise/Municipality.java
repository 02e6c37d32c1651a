package pt.arquipelago.pseudonymisation.generalise;

import static java.util.Objects.requireNonNull;

/**
 * A municipality, or the part of one that a local health unit serves.
 *
 * @param dico its code, four digits
 * @param nuts3 of 2024
 * @param uls the local health unit by name
 * @param population the people counted there
 */
public record Municipality(String dico, String name, String nuts3, String uls, int population) {

    public Municipality {
        requireNonNull(name, "name is null");
        requireNonNull(nuts3, "nuts3 is null");
        requireNonNull(uls, "uls is null");
        if (!dico.matches("\\d{4}") || population < 0) {
            throw new IllegalArgumentException("a municipality has a code of four digits and a population of 0 or more");
        }
    }
}
