package pt.arquipelago.analysis;

import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.k;
import static pt.arquipelago.analysis.Questions.keyOut;
import static pt.arquipelago.analysis.Questions.literal;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.t;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.analysis.combine.Combination;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Digests;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Ordering;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;

/** The complete examples of {@code docs/examples}: diabetes medicines by sex and year, from two institutions. */
public final class Examples {
    private static final ValueType COST = ValueType.decimal(20, 2);
    private static final ValueType MEAN_COST = ValueType.decimal(14, 6);
    private static final Key SEX = new Key("sexo", ValueType.STRING, form("{'column': 'sexo', 'view': 'dem'}"), Optional.of(List.of("F", "M")));
    private static final Key YEAR = new Key("ano", ValueType.INT,
            form("{'call': 'year', 'arguments': [{'column': 'data_dispensa', 'view': 'dem'}]}"), Optional.empty());
    private static final JsonNode COST_COLUMN = form("{'column': 'valor_pvp', 'view': 'dem'}");
    private static final JsonNode ELDERLY = form("{'call': 'le', 'arguments': [{'column': 'ano_nascimento', 'view': 'dem'}, {'literal': 1959, 'type': 'INT'}]}");

    private Examples() {}

    private static JsonNode form(String json) {
        return Schemas.parse(json.replace('\'', '"'));
    }

    public static AggregateQuery query() {
        return new AggregateQuery(AggregateQuery.VERSION,
                form("{'view': 'dem', 'where': {'call': 'starts-with', 'arguments': [{'column': 'codigo_atc', 'view': 'dem'}, {'literal': 'A10', 'type': 'STRING'}]}}"),
                List.of(SEX, YEAR),
                List.of(new Term(Kind.RECORDS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true),
                        new Term(Kind.PERSONS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true),
                        new Term(Kind.PERSONS, Optional.empty(), Optional.of(ELDERLY), ValueType.BIGINT, false),
                        new Term(Kind.SUM, Optional.of(COST_COLUMN), Optional.empty(), COST, true),
                        new Term(Kind.RECORDS, Optional.empty(), Optional.of(form("{'call': 'is-not-null', 'arguments': [{'column': 'valor_pvp', 'view': 'dem'}]}")),
                                ValueType.BIGINT, true)),
                List.of(keyOut(0, SEX), keyOut(1, YEAR), measure("dispensas", ValueType.BIGINT, t(0)), measure("pessoas", ValueType.BIGINT, t(1)),
                        measure("nascidas_ate_1959", ValueType.BIGINT, t(2)), measure("custo_medio", MEAN_COST, call("avg", MEAN_COST, t(3), t(4)))),
                Optional.of(call("ge", ValueType.BOOLEAN, t(0), literal(20L, ValueType.BIGINT))),
                List.of(new Ordering(k(1), true), new Ordering(t(0), false)), Optional.of(100L), 0);
    }

    public static ResultTable result() {
        AggregateQuery query = query();
        PartialTable coimbra = new PartialTable(query, List.of(
                row("F", 2024L, 310L, 52L, new Released(31L, 10), new BigDecimal("6512.40"), 310L),
                row("M", 2024L, 205L, 44L, new Suppressed(Reason.REST), new BigDecimal("4100.05"), 204L)));
        PartialTable saoJoao = new PartialTable(query, List.of(
                row("F", 2024L, 415L, 61L, new Suppressed(Reason.THRESHOLD), new BigDecimal("8210.10"), 415L)));
        Map<String, PartialTable> partials = Map.of("uls-coimbra", coimbra, "uls-sao-joao", saoJoao);
        return Finish.finish(Combination.combine(query, partials, false, Thresholds.defaults()), provenance(query));
    }

    private static PartialRow row(String sex, long year, long records, long persons, pt.arquipelago.analysis.partial.PartialCell elderly,
            BigDecimal cost, long withCost) {
        return new PartialRow(List.of(sex, year), List.of(new Released(records, 10), new Released(persons, 10), elderly, new Released(cost, 10),
                new Released(withCost, 10)));
    }

    private static Provenance provenance(AggregateQuery query) {
        String question = Digests.of(form("{'sql': 'SELECT …'}"));
        String bundle = Digests.of(form("{'bundle': 1}"));
        return new Provenance("permit-2026-0007", question, query.digest(), List.of(bundle),
                Map.of("uls-coimbra", new Provenance.Lake(4, Map.of("source_dem", 2L)), "uls-sao-joao", new Provenance.Lake(7, Map.of("source_dem", 5L))),
                Map.of("uls-coimbra", new Provenance.HistoryEntry(18, question), "uls-sao-joao", new Provenance.HistoryEntry(23, question)),
                Map.of("uls-coimbra", Thresholds.defaults(), "uls-sao-joao", Thresholds.defaults()), true);
    }
}
