package pt.arquipelago.node.omop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A download of vocabularies as Athena writes it, with a few concepts whose numbers are made up for the tests. */
final class Download {
    static final int HEART_DISEASE = 900_000_001;
    static final int INFARCTION = 900_000_002;
    static final int HISTORY = 900_000_003;
    static final int ANCIENT = 900_000_004;
    static final int I25_1 = 900_000_011;
    static final int I21_9 = 900_000_012;
    static final int E78_5 = 900_000_013;
    static final int A10BA02 = 900_000_021;
    static final int TABLET = 900_000_031;
    static final int METFORMIN = 900_000_032;

    private final Map<String, List<String>> files = new LinkedHashMap<>();

    Download() {
        file("CONCEPT", "concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tstandard_concept\tconcept_code\tvalid_start_date\tvalid_end_date\tinvalid_reason",
                concept(HEART_DISEASE, "\"Heart\" disease, 1", "Condition", "SNOMED", "Disorder", "S", "1"), concept(INFARCTION, "Infarction", "Condition", "SNOMED", "Disorder", "S", "2"),
                concept(HISTORY, "History of something", "Observation", "SNOMED", "Context-dependent", "S", "3"), concept(ANCIENT, "Ancient", "Condition", "SNOMED", "Disorder", "", "4") + "D",
                concept(I25_1, "I25.1", "Condition", "ICD10", "ICD10 code", "", "I25.1"), concept(I21_9, "I21.9", "Condition", "ICD10", "ICD10 code", "", "I21.9"),
                concept(E78_5, "E78.5", "Condition", "ICD10", "ICD10 code", "", "E78.5"), concept(A10BA02, "metformin; oral", "Drug", "ATC", "ATC 5th", "C", "A10BA02"),
                concept(TABLET, "metformin tablet", "Drug", "RxNorm", "Clinical Drug", "S", "5"), concept(METFORMIN, "metformin", "Drug", "RxNorm", "Ingredient", "S", "6"));
        file("VOCABULARY", "vocabulary_id\tvocabulary_name\tvocabulary_reference\tvocabulary_version\tvocabulary_concept_id",
                "None\tOMOP Standardized Vocabularies\tOMOP generated\tv5.0 31-AUG-25\t44819096", "ATC\tATC\tWHO\t2025\t44819117", "ICD10\tICD10\tWHO\t2021\t44819124");
        file("CONCEPT_RELATIONSHIP", "concept_id_1\tconcept_id_2\trelationship_id\tvalid_start_date\tvalid_end_date\tinvalid_reason",
                mapsTo(I25_1, HEART_DISEASE), mapsTo(I21_9, HISTORY), mapsTo(I21_9, HEART_DISEASE), mapsTo(I21_9, INFARCTION), mapsTo(E78_5, ANCIENT), mapsTo(A10BA02, TABLET),
                mapsTo(E78_5, INFARCTION).replaceAll("\t$", "\tD"));
        file("CONCEPT_ANCESTOR", "ancestor_concept_id\tdescendant_concept_id\tmin_levels_of_separation\tmax_levels_of_separation",
                METFORMIN + "\t" + METFORMIN + "\t0\t0", METFORMIN + "\t" + TABLET + "\t1\t2", TABLET + "\t" + TABLET + "\t0\t0");
    }

    Download file(String name, String... lines) {
        files.put(name, new ArrayList<>(List.of(lines)));
        return this;
    }

    Download without(String name) {
        files.remove(name);
        return this;
    }

    /** @param number from 1, as in a message */
    Download line(String name, int number, String line) {
        files.get(name).set(number - 1, line);
        return this;
    }

    Download more(String name, String line) {
        files.get(name).add(line);
        return this;
    }

    String line(String name, int number) {
        return files.get(name).get(number - 1);
    }

    Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, List<String>> file : files.entrySet()) {
                Files.write(folder.resolve(file.getKey() + ".csv"), (String.join("\n", file.getValue()) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String concept(int id, String name, String domain, String vocabulary, String cls, String standard, String code) {
        return id + "\t" + name + "\t" + domain + "\t" + vocabulary + "\t" + cls + "\t" + standard + "\t" + code + "\t19700101\t20991231\t";
    }

    private static String mapsTo(int from, int to) {
        return from + "\t" + to + "\tMaps to\t19700101\t20991231\t";
    }
}
