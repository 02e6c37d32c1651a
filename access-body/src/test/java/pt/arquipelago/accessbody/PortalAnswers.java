package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Thresholds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers with what a result can have: two keys, two measures, a row that one institution lacks, and one that all of them suppress. */
final class PortalAnswers {
    static final String SQL = "SELECT cod_atc, sexo, count(*) AS n, count(DISTINCT person) AS persons\nFROM dem\nGROUP BY cod_atc, sexo";
    private static final List<String> CODES = List.of("A10B", "B01A", "C09A", "N06A");

    private PortalAnswers() {}

    static Answers.Draft of(String node) {
        AggregateQuery query = query();
        var rows = new ArrayList<PartialRow>();
        for (String code : CODES) {
            for (String sex : List.of("F", "M")) {
                boolean rare = code.equals("N06A") && sex.equals("M");
                boolean missing = code.equals("B01A") && node.equals("uls-coimbra");
                long persons = 40L + 97L * Math.abs((code + sex).hashCode() % 7);
                rows.add(new PartialRow(List.of(code, sex), rare || missing ? hidden() : List.of(given(persons * 3), given(persons))));
            }
        }
        return new Answers.Draft(Outcome.RELEASED, Optional.of(query), ArrowPartials.write(new PartialTable(query, rows)), Optional.empty(), Thresholds.DEFAULT);
    }

    private static PartialCell given(long value) {
        return new PartialCell.Released(value, Thresholds.DEFAULT.persons());
    }

    private static List<PartialCell> hidden() {
        return List.of(new PartialCell.Suppressed(Reason.THRESHOLD), new PartialCell.Suppressed(Reason.THRESHOLD));
    }

    private static AggregateQuery query() {
        return new AggregateQuery(AggregateQuery.VERSION, JsonNodeFactory.instance.objectNode().put("relation", "dem"), List.of(key("cod_atc"), key("sexo")),
                List.of(new Term(Kind.RECORDS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true), new Term(Kind.PERSONS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true)),
                List.of(new Output("cod_atc", ValueType.STRING, Role.KEY, new Expr.KeyRef(0)), new Output("sexo", ValueType.STRING, Role.KEY, new Expr.KeyRef(1)),
                        new Output("n", ValueType.BIGINT, Role.MEASURE, new Expr.TermRef(0)), new Output("persons", ValueType.BIGINT, Role.MEASURE, new Expr.TermRef(1))),
                Optional.empty(), List.of(), Optional.empty(), 0);
    }

    private static Key key(String name) {
        return new Key(name, ValueType.STRING, JsonNodeFactory.instance.objectNode().put("column", name), Optional.empty());
    }
}
