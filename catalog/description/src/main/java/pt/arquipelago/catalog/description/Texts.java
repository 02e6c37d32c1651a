package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

/**
 * What a person wrote about the dataset.
 *
 * @param provenance where the records come from and what was done to them
 * @param purpose what they were first collected for
 * @param legalBasis the law under which they are held and made available
 * @param population whom they cover
 */
public record Texts(
        LocalText title, LocalText description, Keywords keywords, LocalText provenance, LocalText purpose, LocalText legalBasis, LocalText population) {
    public Texts {
        requireNonNull(title, "title is null");
        requireNonNull(description, "description is null");
        requireNonNull(keywords, "keywords is null");
        requireNonNull(provenance, "provenance is null");
        requireNonNull(purpose, "purpose is null");
        requireNonNull(legalBasis, "legalBasis is null");
        requireNonNull(population, "population is null");
    }
}
