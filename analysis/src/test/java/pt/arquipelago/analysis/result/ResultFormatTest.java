package pt.arquipelago.analysis.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.Examples;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.Schemas;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.ValueType;

class ResultFormatTest {
    private static final String EXAMPLE = "examples/result.json";
    private static final JsonSchema SCHEMA = Schemas.schema("result");
    private static final ResultTable RESULT = Examples.result();

    @Test
    void theExampleIsWhatTheCodeWritesAndReads() {
        assertThat(Schemas.golden(EXAMPLE, RESULT.toJson())).isEqualTo(Schemas.text(EXAMPLE));
        assertThat(ResultTable.fromJson(Schemas.text(EXAMPLE))).isEqualTo(RESULT);
        assertThat(Schemas.faults(SCHEMA, RESULT.toJson())).isEmpty();
    }

    @Test
    void theExampleHasASuppressedCellAndMarks() {
        assertThat(RESULT.suppressed()).isNotEmpty();
        assertThat(RESULT.marks()).extracting(Mark::mark).contains("nodes: 1 of 2", "at most 9 persons missing");
        assertThat(RESULT.notes()).containsExactly("selected on incomplete values: 1 row");
    }

    @Test
    void aFieldThatIsMissingOrUnknownIsRefusedByReaderAndSchemaAlike() {
        for (String pointer : List.of("", "/columns/0", "/suppressed/0", "/marks/0", "/provenance", "/provenance/lake/uls-coimbra", "/provenance/history/uls-coimbra")) {
            JsonNode place = RESULT.toJson().at(pointer);
            for (String field : (Iterable<String>) place::fieldNames) {
                ObjectNode json = (ObjectNode) Schemas.parse(RESULT.toJson().toString());
                ((ObjectNode) json.at(pointer)).remove(field);
                assertRefused(json, pointer + " without " + field);
            }
            ObjectNode json = (ObjectNode) Schemas.parse(RESULT.toJson().toString());
            ((ObjectNode) json.at(pointer)).put("extra", 1);
            assertRefused(json, pointer + " with more");
        }
    }

    @Test
    void anEarlierVersionAndReviewedCellsAreSaidWhereThereAreSome() {
        Provenance plain = RESULT.provenance();
        Provenance.HistoryEntry entry = plain.history().get("uls-coimbra");
        ResultTable told = new ResultTable(RESULT.columns(), RESULT.rows(), RESULT.suppressed(), RESULT.marks(), RESULT.notes(),
                new Provenance(plain.permit(), plain.question(), plain.query(), plain.bundle(), Map.of("uls-coimbra", new Provenance.Lake(4, Map.of("source_dem", 2L), true)),
                        Map.of("uls-coimbra", new Provenance.HistoryEntry(entry.position(), entry.question(), 2)), plain.thresholds(), plain.repeatable()));
        ObjectNode json = told.toJson();
        assertThat(Schemas.faults(SCHEMA, json)).isEmpty();
        assertThat(ResultTable.fromJson(json)).isEqualTo(told);
        assertThat(RESULT.toJson().toString()).doesNotContain("held", "reviewed");
        ((ObjectNode) json.at("/provenance/lake/uls-coimbra")).put("held", false);
        assertRefused(json, "held is false");
        ObjectNode none = (ObjectNode) Schemas.parse(told.toJson().toString());
        ((ObjectNode) none.at("/provenance/history/uls-coimbra")).put("reviewed", 0);
        assertRefused(none, "none reviewed");
    }

    private static void assertRefused(JsonNode json, String what) {
        assertThat(Schemas.faults(SCHEMA, json)).as(what).isNotEmpty();
        assertThatThrownBy(() -> ResultTable.fromJson(json)).as(what).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void aSuppressedCellWithAValueIsNoResult() {
        SuppressedCell cell = RESULT.suppressed().get(0);
        ObjectNode json = (ObjectNode) Schemas.parse(RESULT.toJson().toString());
        ((com.fasterxml.jackson.databind.node.ArrayNode) json.at("/rows/" + cell.row())).set(cell.column(), json.textNode("0"));
        assertThatThrownBy(() -> ResultTable.fromJson(json)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void csvTellsNullEmptyAndSuppressedApart() {
        List<Column> columns = List.of(new Column("código", ValueType.STRING, Role.KEY, Optional.empty()),
                new Column("n \"x\"", ValueType.BIGINT, Role.MEASURE, Optional.empty()), new Column("r", ValueType.DOUBLE, Role.MEASURE, Optional.empty()));
        ResultTable table = new ResultTable(columns, List.of(List.of("a\"b,c", 1L, 0.5), Arrays.asList("", null, null), Arrays.asList(null, 5L, null)),
                List.of(new SuppressedCell(1, 1, "threshold"), new SuppressedCell(1, 2, "disclosure")),
                List.of(new Mark(2, 1, "nodes: 1 of 2"), new Mark(2, 2, Mark.NOT_COMPUTABLE)), List.of(), RESULT.provenance());
        assertThat(table.toCsv()).isEqualTo(String.join("\r\n",
                "\"código\",\"n \"\"x\"\"\",\"r\",_suppressed,_marks",
                "\"a\"\"b,c\",1,0.5,,",
                "\"\",,,\"n \"\"x\"\": threshold; r: disclosure\",",
                ",5,,,\"n \"\"x\"\": nodes: 1 of 2; r: not_computable\"", ""));
    }

    @Test
    void arrowCarriesTheValuesAndEverythingBesideThem() throws IOException {
        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(RESULT.toArrow()), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(root.getRowCount()).isEqualTo(RESULT.rows().size());
            assertThat(root.getVector("dispensas").getObject(0)).isEqualTo(725L);
            assertThat(root.getVector("custo_medio").getObject(0)).isEqualTo(RESULT.rows().get(0).get(5));
            assertThat(root.getVector("nascidas_ate_1959").isNull(RESULT.suppressed().get(0).row())).isTrue();
            assertThat(root.getSchema().findField("sexo").getMetadata()).containsEntry("arquipelago.role", "key");
            ObjectNode told = (ObjectNode) Schemas.parse(root.getSchema().getCustomMetadata().get("arquipelago.result"));
            ObjectNode json = RESULT.toJson();
            json.remove(List.of("columns", "rows"));
            assertThat(told).isEqualTo(Schemas.parse(json.toString()));
        }
    }
}
