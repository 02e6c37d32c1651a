package pt.arquipelago.node.omop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The definition of OMOP's Common Data Model 5.4, for the tables that are built here and those of the vocabularies. */
final class Cdm {
    private static final String DEFINITION = "cdm-5.4.csv";

    /** In the order in which they are built: a table stands behind those that its rows are made of. */
    static final List<String> TABLES = List.of("location", "care_site", "provider", "person", "visit_occurrence", "condition_occurrence", "drug_exposure",
            "procedure_occurrence", "device_exposure", "measurement", "observation", "death", "payer_plan_period", "cost", "condition_era", "drug_era", "observation_period");

    /** The tables of the vocabularies. */
    static final List<String> VOCABULARY = List.of("concept", "vocabulary", "domain", "concept_class", "relationship", "concept_relationship", "concept_synonym", "concept_ancestor", "drug_strength");

    private final List<CdmField> fields;

    private Cdm(List<CdmField> fields) {
        this.fields = List.copyOf(fields);
    }

    static Cdm read() {
        List<CdmField> fields = new ArrayList<>();
        for (String line : resource(DEFINITION).lines().filter(line -> !line.startsWith("#")).skip(1).toList()) {
            String[] cells = line.split(",", -1);
            fields.add(new CdmField(cells[0], cells[1], cells[2], cells[3].equals("yes"), cells[4]));
        }
        return new Cdm(fields);
    }

    /** In the order of the definition. */
    List<CdmField> fields(String table) {
        return fields.stream().filter(field -> field.table().equals(table)).toList();
    }

    CdmField field(String table, String name) {
        return fields(table).stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
    }

    /** A file of the project's folder {@code omop}. */
    static String resource(String name) {
        try (InputStream file = Cdm.class.getResourceAsStream("/omop/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the file omop/" + name + " cannot be read", e);
        }
    }
}
