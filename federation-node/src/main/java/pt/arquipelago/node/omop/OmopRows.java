package pt.arquipelago.node.omop;

import java.util.List;

/**
 * The rows that one mapping gives to an OMOP table: SQL over tables of the lake.
 *
 * @param sources tables that each give rows, {@code $source} in the SQL, if they are held
 * @param also further tables that the SQL reads; OMOP tables that are not there are empty
 * @param concepts fields that {@code source_to_concept_map} fills
 */
record OmopRows(List<String> sources, List<String> also, String sql, List<Concept> concepts) {
    static final String SOURCE = "$source";
    /** The day of the lake version out of which the table is built. */
    static final String LOADED = "$loaded";

    /**
     * @param vocabulary of the source's codes, or with {@code $} before it the column of the SQL that names it
     * @param code the column of the SQL with the code
     */
    record Concept(String field, String vocabulary, String code) {
        boolean vocabularyIsColumn() {
            return vocabulary.startsWith("$");
        }

        String vocabularyColumn() {
            return vocabulary.substring(1);
        }

        /** The field with the concept of the source's code itself. */
        String sourceField() {
            return field.replace("_concept_id", "_source_concept_id");
        }
    }

    OmopRows {
        sources = List.copyOf(sources);
        also = List.copyOf(also);
        concepts = List.copyOf(concepts);
    }
}
