package pt.arquipelago.node.gate;

import java.util.Optional;
import pt.arquipelago.analysis.Place;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;

/** All refusals of the gate. Messages speak of the question's text only: the gate reads no data. */
public enum GateRefusal {
    TOO_LONG("gate.too-long", "Ask less in one question, or split it into several."),
    TOO_DEEP("gate.too-deep", "Split the expression: name its parts in a subquery or a CTE."),
    NOT_PARSED("gate.not-parsed", "Send one SELECT statement of Spark SQL, without a semicolon and a second statement."),
    STATEMENT("gate.statement", "Send one SELECT statement."),
    NOT_UNDERSTOOD("gate.not-understood", "Write the question in a simpler form."),
    PARAMETER("gate.parameter", "Name parameters as :name in the text, and send a value for each in the question's parameters."),
    CONSTRUCT("gate.construct", "Use SELECT with WHERE, JOIN, GROUP BY, HAVING, ORDER BY, LIMIT, CTEs and subqueries in FROM."),
    EXPRESSION("gate.expression", "Use comparisons, arithmetic, CASE, IN, LIKE with a literal pattern, and the functions listed in docs/sql.md."),
    FUNCTION("gate.function", "Use a function listed in docs/sql.md."),
    TABLE("gate.table", "Name a table of the permit, as the catalogue shows it."),
    SHADOWED("gate.shadowed", "Give the CTE a name that no table of the permit has."),
    NOT_RESOLVED("gate.not-resolved", "Use the columns and types that the catalogue shows for the permit's tables."),
    NO_AGGREGATE("gate.no-aggregate", "Aggregate across persons: count(*), count(DISTINCT person), sum, avg or stddev, with or without GROUP BY."),
    NESTED_AGGREGATE("gate.nested-aggregate", "Group the inner query by person (and what else it needs), or ask two questions."),
    BELOW("gate.below", "Below the aggregate use filters, CASE, joins by person or document, and aggregates and windows by person."),
    ABOVE("gate.above", "Above the aggregate use arithmetic, comparisons, CASE, coalesce, nullif, round, casts, and HAVING, ORDER BY, LIMIT over the output."),
    JOIN("gate.join", "Join two tables by equality of person, or of a document's pseudonym: ON a.person = b.person."),
    SUBQUERY("gate.subquery", "Write the condition as person IN (SELECT person …), or as EXISTS with equality of person, joined to the others by AND."),
    PSEUDONYM("gate.pseudonym", "Pseudonyms may be joined by equality, stand in IN, EXISTS, IS NULL, GROUP BY below the aggregate, and in count(DISTINCT …)."),
    PERSON_LOST("gate.person-lost", "Keep person in the SELECT list and the GROUP BY of every inner query."),
    KEY("gate.key", "Group by groupable columns, year, month or quarter of dates, code prefixes, CASE with constants, or bands such as x div 10."),
    ARGUMENT("gate.argument", "Sum or average a measure, a difference of two dates or years, a count, sum or mean by person, or a product of two of them; count records with count_if."),
    EXTREME("gate.extreme", "Smallest and largest values of persons do not leave. Use percentile(x, 0.95), avg and stddev, or bands with counts; min and max are allowed by person, below the aggregate."),
    QUANTILE("gate.quantile", "Take quantiles across persons, of a number whose range is known: median(least(greatest(x, 0), 200)), or WHERE x BETWEEN 0 AND 200."),
    STATISTIC("gate.statistic", "Use count, count_if, sum, avg, stddev, variance, median, percentile, or count(DISTINCT …) of person, a document or a groupable column."),
    WEIGHT("gate.weight", "Leave out what is multiplied by zero or cancels out."),
    TOO_MANY_TERMS("gate.too-many-terms", "Ask fewer numbers in one question."),
    NOT_TOTAL("gate.not-total", "Use literals for patterns, lengths and intervals, within the limits in docs/sql.md."),
    CURRENT("gate.current", "Write the date or the name itself: a question means the same at every institution and on every day."),
    WINDOW("gate.window", "Windows stand below the aggregate and are partitioned by person: OVER (PARTITION BY person ORDER BY …)."),
    CONSTANTS("gate.constants", "Give each row of a constant table once, and join it ON equality of a code, a prefix, or ranges that do not overlap."),
    PROTECTED("gate.protected", "Write it as a join with a subquery grouped by person, so that the professionals behind the records can be counted."),
    OUTPUT_NAME("gate.output-name", "Give each column of the result a name of its own: count(*) AS records."),
    LIMIT("gate.limit", "Use whole numbers in LIMIT and OFFSET, once, at the end of the question.");

    private final String code;
    private final String remedy;

    GateRefusal(String code, String remedy) {
        this.code = code;
        this.remedy = remedy;
    }

    public String code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }

    RefusedException because(String message, Optional<Place> place) {
        return because(message, remedy, place);
    }

    RefusedException because(String message, String otherRemedy, Optional<Place> place) {
        return new RefusedException(new Refusal(code, message, otherRemedy, place));
    }
}
