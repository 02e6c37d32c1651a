package pt.arquipelago.node.omop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.profile.Digest;
import pt.arquipelago.node.settings.OperatorException;

/**
 * From codes of sources to concepts: by the institution's own {@code source_to_concept_map}, then by the vocabularies that it
 * imported, then by the project's {@code source_to_concept_map}.
 */
final class ConceptMap {
    /** Where mappings find concepts: {@code vocabulary}, {@code code}, {@code source_concept}, {@code concept} (or 0) and its {@code domain}, if the vocabularies tell it. */
    static final String TABLE = "concept_map";
    /** Drugs with the ingredients that they hold. */
    static final String INGREDIENTS = "ingredients";
    /** The vocabularies that mappings ask for and that Athena offers. */
    static final List<String> ATHENA = List.of("ATC", "CVX", "ICD10", "ICD10CM", "ICD10PCS", "LOINC", "RxNorm", "SNOMED", "UCUM");
    /** Over the views of imported vocabularies: what their codes lead to, by way of "Maps to"; several concepts, several rows. */
    static final String STANDARD = "SELECT c.vocabulary_id AS vocabulary, c.concept_code AS code, c.concept_id AS source_concept, coalesce(t.concept_id, 0) AS concept, t.domain_id AS domain "
            + "FROM concept c LEFT JOIN (SELECT r.concept_id_1, s.concept_id, s.domain_id FROM concept_relationship r JOIN concept s ON s.concept_id = r.concept_id_2 "
            + "WHERE r.relationship_id = 'Maps to' AND r.invalid_reason IS NULL AND s.standard_concept = 'S' AND s.invalid_reason IS NULL) t ON t.concept_id_1 = c.concept_id "
            + "WHERE c.vocabulary_id IN (" + ATHENA.stream().map(Sql::text).collect(Collectors.joining(", ")) + ")";
    private static final List<String> COLUMNS = List.of("source_code", "source_concept_id", "source_vocabulary_id", "source_code_description", "target_concept_id",
            "target_vocabulary_id", "valid_start_date", "valid_end_date", "invalid_reason");
    private static final String OWN = "source_to_concept_map.csv";
    private static final Pattern CONCEPT = Pattern.compile("\\d{1,9}");

    private record Code(String vocabulary, String code) {}

    private record Target(int source, int concept, String vocabulary) {}

    private final Map<Code, Target> institutions;
    private final Map<Code, Target> projects;
    private final Optional<Vocabularies> vocabularies;

    private ConceptMap(Map<Code, Target> institutions, Map<Code, Target> projects, Optional<Vocabularies> vocabularies) {
        this.institutions = institutions;
        this.projects = projects;
        this.vocabularies = vocabularies;
    }

    /** @param institutions a file with the columns of the model's table */
    static ConceptMap read(Optional<Path> institutions, Optional<Vocabularies> vocabularies) {
        Map<Code, Target> own = institutions.map(file -> {
            try {
                return parse(file.getFileName().toString(), Files.readString(file));
            } catch (IOException e) {
                throw new OperatorException("The map " + file + " cannot be read as UTF-8 text. Check its path and permissions.");
            }
        }).orElse(Map.of());
        return new ConceptMap(own, parse(OWN, Cdm.resource(OWN)), vocabularies);
    }

    private static Map<Code, Target> parse(String file, String text) {
        Map<Code, Target> concepts = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
        if (!header.equals(COLUMNS)) {
            throw new OperatorException(file + ", line 1: expected the columns " + String.join(",", COLUMNS) + ".");
        }
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i));
            if (cells.size() != COLUMNS.size() || !CONCEPT.matcher(cells.get(1)).matches() || !CONCEPT.matcher(cells.get(4)).matches()) {
                throw new OperatorException(file + ", line " + (i + 1) + ": expected " + COLUMNS.size() + " cells, and a concept's number (or 0) in source_concept_id and target_concept_id.");
            }
            Target target = new Target(Integer.parseInt(cells.get(1)), Integer.parseInt(cells.get(4)), cells.get(5));
            if (cells.get(8).isEmpty() && concepts.put(new Code(cells.get(2), cells.get(0)), target) != null) {
                throw new OperatorException(file + ", line " + (i + 1) + ": the code stands there twice. Leave one of its lines, or give the other an invalid_reason.");
            }
        }
        return concepts;
    }

    /** Commas within quotation marks part no cells. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            cells.add(cell.startsWith("\"") && cell.endsWith("\"") && cell.length() > 1 ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell);
        }
        return cells;
    }

    Optional<Vocabularies> vocabularies() {
        return vocabularies;
    }

    String digest() {
        return Digest.of(institutions + "\n" + projects + "\n" + vocabularies.map(Vocabularies::digest).orElse(""));
    }

    void create(Engine engine) throws SQLException {
        engine.execute("CREATE TEMP TABLE " + TABLE + " (vocabulary VARCHAR, code VARCHAR, source_concept INTEGER, concept INTEGER, domain VARCHAR)");
        insert(engine, TABLE, institutions);
        Map<Code, Target> others = new LinkedHashMap<>(projects);
        others.keySet().removeAll(institutions.keySet());
        if (vocabularies.isEmpty()) {
            insert(engine, TABLE, others);
            engine.execute("CREATE TEMP VIEW " + INGREDIENTS + " AS SELECT DISTINCT concept AS drug_concept_id, concept AS ingredient_concept_id FROM (VALUES (0)"
                    + projects.values().stream().filter(target -> target.vocabulary().startsWith("RxNorm")).map(target -> ", (" + target.concept() + ")").collect(Collectors.joining())
                    + ") i(concept) WHERE concept <> 0");
            return;
        }
        vocabularies.get().create(engine);
        engine.execute("INSERT INTO " + TABLE + " SELECT s.* FROM (" + STANDARD + ") s ANTI JOIN " + TABLE + " i ON i.vocabulary = s.vocabulary AND i.code = s.code");
        engine.execute("CREATE TEMP TABLE projects_map AS SELECT * FROM " + TABLE + " LIMIT 0");
        insert(engine, "projects_map", others);
        engine.execute("INSERT INTO " + TABLE + " SELECT p.vocabulary, p.code, p.source_concept, p.concept, c.domain_id FROM projects_map p LEFT JOIN concept c ON c.concept_id = p.concept "
                + "ANTI JOIN (SELECT * FROM " + TABLE + " WHERE concept <> 0) k ON k.vocabulary = p.vocabulary AND k.code = p.code "
                + "WHERE c.concept_id IS NULL OR c.standard_concept = 'S' AND c.invalid_reason IS NULL");
        engine.execute("CREATE TEMP VIEW " + INGREDIENTS + " AS SELECT a.descendant_concept_id AS drug_concept_id, a.ancestor_concept_id AS ingredient_concept_id FROM concept_ancestor a "
                + "JOIN concept c ON c.concept_id = a.ancestor_concept_id WHERE c.concept_class_id = 'Ingredient' AND c.standard_concept = 'S' AND c.domain_id = 'Drug'");
    }

    /**
     * What a code leads to among concepts of a domain, at most one row a code: of several concepts the one with the lowest number.
     *
     * @param domain of the field that is filled; absent if any will do
     */
    static String targets(Optional<String> domain) {
        return "(SELECT vocabulary, code, max(source_concept) AS source_concept, coalesce(min(concept) FILTER (WHERE concept <> 0"
                + domain.map(wanted -> " AND (domain IS NULL OR domain = " + Sql.text(wanted) + ")").orElse("") + "), 0) AS concept FROM " + TABLE + " GROUP BY vocabulary, code)";
    }

    private static void insert(Engine engine, String table, Map<Code, Target> concepts) throws SQLException {
        List<String> values = new ArrayList<>();
        concepts.forEach((code, target) -> values.add("(" + Sql.text(code.vocabulary()) + ", " + Sql.text(code.code()) + ", " + target.source() + ", " + target.concept() + ", NULL)"));
        for (int i = 0; i < values.size(); i += 1000) {
            engine.execute("INSERT INTO " + table + " VALUES " + String.join(", ", values.subList(i, Math.min(i + 1000, values.size()))));
        }
    }
}
