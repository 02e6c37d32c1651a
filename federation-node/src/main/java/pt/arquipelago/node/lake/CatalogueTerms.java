package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What else the catalogue asks of a table, in the words of its vocabularies.
 *
 * @param themes such as {@code HEALTH_PRODUCTS}
 * @param codingSystems such as {@code ATC}
 * @param personalData concepts of DPV-PD such as {@code Age}
 * @param activity in which the records were made, such as {@code ROUTINE_RECORDS}
 * @param provenance how the records came into being and here
 * @param retention how long they are kept, at the source and here
 * @param synthetic whether the records were generated: the catalogue must say so
 */
public record CatalogueTerms(
        List<String> themes, List<String> codingSystems, List<String> personalData, String activity, Text purpose, Text population, Text provenance, Text retention,
        boolean synthetic) {

    /** For a table whose profile says nothing of it. */
    public static final CatalogueTerms PLAIN = new CatalogueTerms(List.of("HEALTH_SYSTEMS"), List.of(), List.of(), "ROUTINE_RECORDS",
            new Text("Prestação e administração de cuidados de saúde.", "Providing and administering health care."),
            new Text("Pessoas com registos nesta instituição.", "Persons with records at this institution."),
            new Text("Extrato do sistema de origem, pseudonimizado e generalizado na instituição.",
                    "Extract of the source system, pseudonymised and generalised at the institution."),
            new Text("Prazo na origem não declarado; aqui, até a instituição substituir ou apagar a tabela.",
                    "Period at the source not stated; here, until the institution replaces or erases the table."), false);

    public CatalogueTerms {
        themes = List.copyOf(themes);
        codingSystems = List.copyOf(codingSystems);
        personalData = List.copyOf(personalData);
        requireNonNull(activity, "activity is null");
        requireNonNull(purpose, "purpose is null");
        requireNonNull(population, "population is null");
        requireNonNull(provenance, "provenance is null");
        requireNonNull(retention, "retention is null");
    }

    public CatalogueTerms asSynthetic(boolean value) {
        return new CatalogueTerms(themes, codingSystems, personalData, activity, purpose, population, provenance, retention, value);
    }
}
