package pt.arquipelago.analysis.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.analysis.Examples;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.Schemas;

class AggregateQueryFormatTest {
    private static final String EXAMPLE = "examples/aggregate-query.json";
    private static final JsonSchema SCHEMA = Schemas.schema("aggregate-query");

    @Test
    void theExampleIsWhatTheCodeWritesAndReads() {
        assertThat(Schemas.golden(EXAMPLE, Examples.query().toJson())).isEqualTo(Schemas.text(EXAMPLE));
        assertThat(AggregateQuery.fromJson(Schemas.text(EXAMPLE))).isEqualTo(Examples.query());
        assertThat(Schemas.faults(SCHEMA, Examples.query().toJson())).isEmpty();
    }

    @Test
    void theDigestIsOfTheCanonicalForm() {
        ObjectNode turned = Examples.query().toJson();
        JsonNode version = turned.remove("version");
        turned.set("version", version);
        assertThat(AggregateQuery.fromJson(turned).digest()).isEqualTo(Examples.query().digest()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void theSchemaNamesTheFunctionsAndKindsOfTheCode() {
        JsonNode definitions = Schemas.json("schemas/aggregate-query.schema.json").get("$defs");
        List<String> functions = new ArrayList<>();
        definitions.at("/expression/oneOf/3/properties/call/enum").forEach(name -> functions.add(name.textValue()));
        assertThat(functions).containsExactlyElementsOf(new TreeSet<>(Functions.names()));
        List<String> kinds = new ArrayList<>();
        definitions.at("/term/properties/kind/enum").forEach(name -> kinds.add(name.textValue()));
        assertThat(kinds).containsExactlyElementsOf(Stream.of(Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList());
    }

    @Test
    void aFieldThatIsMissingOrUnknownIsRefusedByReaderAndSchemaAlike() {
        List<String> optional = List.of("having", "limit", "codes", "argument", "condition");
        for (String pointer : List.of("", "/keys/0", "/terms/2", "/outputs/3", "/having", "/having/arguments/1", "/order_by/0")) {
            JsonNode place = Examples.query().toJson().at(pointer);
            for (String field : (Iterable<String>) place::fieldNames) {
                if (!optional.contains(field)) {
                    assertRefused(pointer, object -> object.remove(field), field);
                }
            }
            assertRefused(pointer, object -> object.put("extra", 1), "extra");
        }
    }

    private static void assertRefused(String pointer, java.util.function.Consumer<ObjectNode> change, String what) {
        JsonNode json = Schemas.parse(Examples.query().toJson().toString());
        change.accept((ObjectNode) json.at(pointer));
        assertThat(Schemas.faults(SCHEMA, json)).as(pointer + " " + what).isNotEmpty();
        assertThatThrownBy(() -> AggregateQuery.fromJson(json)).as(pointer + " " + what).isInstanceOf(InvalidFormat.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"version\":1,\"version\":1}", "{} {}", "{\"version\":2}"})
    void whatIsNoQueryIsRefused(String text) {
        assertThatThrownBy(() -> AggregateQuery.fromJson(text)).isInstanceOf(InvalidFormat.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"kind\":\"records\"|\"kind\":\"median\"",
        "\"term\":3|\"term\":9",
        "\"key\":1|\"key\":-1",
        "\"type\":\"INT\"|\"type\":\"DECIMAL(39,2)\"",
        "\"literal\":\"20\"|\"literal\":20",
        "\"call\":\"ge\"|\"call\":\"reflect\"",
        "\"limit\":100|\"limit\":-1",
        "\"limit\":100|\"limit\":9007199254740993",
        "\"literal\":1959|\"literal\":9007199254740993",
        "\"codes\":[\"F\",\"M\"]|\"codes\":[\"F\",\"F\"]",
        "\"name\":\"pessoas\"|\"name\":\"dispensas\"",
        "\"rest_empty\":false|\"rest_empty\":\"false\"",
        "\"role\":\"measure\"|\"role\":\"key\""})
    void aChangedValueIsRefused(String change) {
        String text = Examples.query().toJson().toString();
        String changed = text.replace(change.split("\\|")[0], change.split("\\|")[1]);
        assertThat(changed).isNotEqualTo(text);
        assertThatThrownBy(() -> AggregateQuery.fromJson(changed)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void deepNestingIsRefusedAndDoesNotOverflow() {
        String deep = "{\"call\":\"not\",\"arguments\":[".repeat(3_000);
        assertThatThrownBy(() -> AggregateQuery.fromJson(deep)).isInstanceOf(InvalidFormat.class);
        Expr expr = new Expr.Literal(true, ValueType.BOOLEAN);
        for (int i = 0; i < 150; i++) {
            expr = new Expr.Call("not", List.of(expr), ValueType.BOOLEAN);
        }
        Output output = new Output("x", ValueType.BOOLEAN, Role.MEASURE, expr);
        AggregateQuery query = Examples.query();
        assertThatThrownBy(() -> new AggregateQuery(1, query.source(), List.of(), List.of(), List.of(output), java.util.Optional.empty(), List.of(),
                java.util.Optional.empty(), 0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nested");
    }
}
