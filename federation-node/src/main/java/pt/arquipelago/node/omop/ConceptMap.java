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
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.profile.Digest;
import pt.arquipelago.node.settings.OperatorException;

/** From codes of sources to concepts: the project's {@code source_to_concept_map}, and the institution's own before it. */
final class ConceptMap {
    static final String TABLE = "concept_map";
    private static final List<String> COLUMNS = List.of("source_code", "source_concept_id", "source_vocabulary_id", "source_code_description", "target_concept_id",
            "target_vocabulary_id", "valid_start_date", "valid_end_date", "invalid_reason");
    private static final String OWN = "source_to_concept_map.csv";

    private record Code(String vocabulary, String code) {}

    private final Map<Code, Integer> concepts;

    private ConceptMap(Map<Code, Integer> concepts) {
        this.concepts = concepts;
    }

    /** @param institutions a file with the columns of the model's table; its lines count before the project's */
    static ConceptMap read(Optional<Path> institutions) {
        Map<Code, Integer> concepts = parse(OWN, Cdm.resource(OWN));
        institutions.ifPresent(file -> {
            try {
                concepts.putAll(parse(file.getFileName().toString(), Files.readString(file)));
            } catch (IOException e) {
                throw new OperatorException("The map " + file + " cannot be read as UTF-8 text. Check its path and permissions.");
            }
        });
        return new ConceptMap(concepts);
    }

    private static Map<Code, Integer> parse(String file, String text) {
        Map<Code, Integer> concepts = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
        if (!header.equals(COLUMNS)) {
            throw new OperatorException(file + ", line 1: expected the columns " + String.join(",", COLUMNS) + ".");
        }
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i));
            if (cells.size() != COLUMNS.size() || !cells.get(4).matches("\\d{1,9}")) {
                throw new OperatorException(file + ", line " + (i + 1) + ": expected " + COLUMNS.size() + " cells and a concept's number in target_concept_id.");
            }
            if (cells.get(8).isEmpty() && concepts.put(new Code(cells.get(2), cells.get(0)), Integer.valueOf(cells.get(4))) != null) {
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

    String digest() {
        return Digest.of(concepts.toString());
    }

    void create(Engine engine) throws SQLException {
        engine.execute("CREATE TEMP TABLE " + TABLE + " (vocabulary VARCHAR, code VARCHAR, concept INTEGER)");
        List<String> values = new ArrayList<>();
        concepts.forEach((code, concept) -> values.add("(" + Sql.text(code.vocabulary()) + ", " + Sql.text(code.code()) + ", " + concept + ")"));
        for (int i = 0; i < values.size(); i += 1000) {
            engine.execute("INSERT INTO " + TABLE + " VALUES " + String.join(", ", values.subList(i, Math.min(i + 1000, values.size()))));
        }
    }
}
