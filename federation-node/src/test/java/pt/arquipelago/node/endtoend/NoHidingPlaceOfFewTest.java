package pt.arquipelago.node.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.analysis.result.ResultTable;

/**
 * Each door through which a literal could part a few persons from the rest: two numbers, {@code a} and {@code b}, of which one leaves out
 * the persons of a municipality. Of a large one both are told; of one with nine inhabitants never both, or the difference would be theirs.
 */
@Tag("spark")
class NoHidingPlaceOfFewTest {
    private static final Institution INSTITUTION = ThreeInstitutions.ALL.get(0);
    private static final String NINE = "0301";
    private static final String MANY = "1312";

    /** @param sql with {@code {v}} for the municipality, {@code {c}} for the condition that a record is of it, {@code {t}} for the table */
    record Door(String name, String sql) {
        String of(String municipality) {
            return sql.replace("{t}", "(SELECT * FROM rnu WHERE concelho_dico IS NOT NULL)").replace("{c}", "concelho_dico = '{v}'").replace("{v}", municipality);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Door> open() {
        return Stream.of(
                new Door("a condition counted", "SELECT count(*) AS a, count_if(NOT {c}) AS b FROM {t}"),
                new Door("FILTER", "SELECT count(*) AS a, count(*) FILTER (WHERE NOT {c}) AS b FROM {t}"),
                new Door("persons under CASE", "SELECT count(DISTINCT person) AS a, count(DISTINCT CASE WHEN NOT {c} THEN person END) AS b FROM {t}"),
                new Door("many missing values behind it", "SELECT count(concelho_dico) AS a, count_if(concelho_dico <> '{v}') AS b FROM rnu"),
                new Door("a flag summed", "SELECT count(*) AS a, sum(CASE WHEN {c} THEN 0 ELSE 1 END) AS b FROM {t}"),
                new Door("a truth value subtracted", "SELECT count(*) AS a, sum(1 - CAST({c} AS INT)) AS b FROM {t}"),
                new Door("digits packed into one sum", "SELECT count(*) AS a, sum(CASE WHEN {c} THEN 1000000 ELSE 1 END) AS b FROM {t}"),
                new Door("a share", "SELECT count(*) AS a, avg(CASE WHEN {c} THEN 1.0 ELSE 0.0 END) AS b FROM {t}"),
                new Door("nullif", "SELECT count(*) AS a, count(nullif(concelho_dico, '{v}')) AS b FROM {t}"),
                new Door("nullif of a flag", "SELECT count(*) AS a, count(nullif(CASE WHEN {c} THEN 1 ELSE 0 END, 1)) AS b FROM {t}"),
                new Door("the length of a text", "SELECT count(*) AS a, count_if(length(concat('x', CASE WHEN {c} THEN 'y' ELSE '' END)) = 1) AS b FROM {t}"),
                new Door("a part of a text", "SELECT count(*) AS a, count_if(substring(concelho_dico, 2, 3) <> substring('{v}', 2, 3)) AS b FROM {t}"),
                new Door("a pattern", "SELECT count(*) AS a, count_if(concelho_dico NOT LIKE '{v}%') AS b FROM {t}"),
                new Door("a list", "SELECT count(*) AS a, count_if(concelho_dico NOT IN ('{v}', 'x')) AS b FROM {t}"),
                new Door("a cast that fails", "SELECT count(*) AS a, count(CAST(CASE WHEN {c} THEN 'x' ELSE '1' END AS INT)) AS b FROM {t}"),
                new Door("a division by zero", "SELECT count(*) AS a, count(1 / CASE WHEN {c} THEN 0 ELSE 1 END) AS b FROM {t}"),
                new Door("a step by person", "SELECT count(*) AS a, count_if(x = 0) AS b FROM (SELECT person, max(CASE WHEN {c} THEN 1 ELSE 0 END) AS x FROM {t} GROUP BY person)"),
                new Door("a step's flag summed", "SELECT count(*) AS a, sum(x) AS b FROM (SELECT person, max(CASE WHEN {c} THEN 0 ELSE 1 END) AS x FROM {t} GROUP BY person)"),
                new Door("a step's count", "SELECT count(*) AS a, sum(x) AS b FROM (SELECT person, count_if(NOT {c}) AS x FROM {t} GROUP BY person)"),
                new Door("a step's own step", """
                    SELECT count(*) AS a, count_if(y = 0) AS b FROM (SELECT person, max(x) AS y FROM (SELECT person, concelho_dico, max(CASE WHEN {c} THEN 1 ELSE 0 END) AS x FROM {t}
                    GROUP BY person, concelho_dico) GROUP BY person)"""),
                new Door("a name given in a CTE", "WITH t AS (SELECT person, {c} AS y FROM {t}) SELECT count(*) AS a, count_if(NOT y) AS b FROM t"),
                new Door("an outer join", "SELECT count(*) AS a, count_if(s.person IS NULL) AS b FROM {t} r LEFT JOIN (SELECT person FROM rnu WHERE {c} GROUP BY person) s ON s.person = r.person"),
                new Door("what an outer join matched", "SELECT count(*) AS a, count(s.n) AS b FROM {t} r LEFT JOIN (SELECT person, count(*) AS n FROM rnu WHERE NOT {c} GROUP BY person) s ON s.person = r.person"),
                new Door("coalesce over an outer join", """
                    SELECT count(*) AS a, count_if(coalesce(s.n, 0) = 0) AS b FROM {t} r LEFT JOIN (SELECT person, count(*) AS n FROM rnu WHERE {c} GROUP BY person) s ON s.person = r.person"""),
                new Door("a sum of coalesce over an outer join", """
                    SELECT count(*) AS a, sum(coalesce(s.n, 0)) AS b FROM {t} r LEFT JOIN (SELECT person, count(*) AS n FROM rnu WHERE NOT {c} GROUP BY person) s ON s.person = r.person"""),
                new Door("a join's own condition", """
                    SELECT count(*) AS a, count(s.n) AS b FROM {t} r LEFT JOIN (SELECT person, count(*) AS n FROM rnu GROUP BY person) s ON s.person = r.person AND NOT r.{c}"""),
                new Door("a window", "SELECT count(*) AS a, count_if(z = 0) AS b FROM (SELECT person, max(CASE WHEN {c} THEN 1 ELSE 0 END) OVER (PARTITION BY person) AS z FROM {t})"),
                new Door("one table of a union", """
                    SELECT count(DISTINCT person) AS a, count(DISTINCT CASE WHEN x IS NOT NULL THEN person END) AS b FROM
                    (SELECT person, isento_taxa_moderadora IS NOT NULL AS x FROM {t} WHERE NOT {c} UNION ALL SELECT person, NULL FROM rnu WHERE {c})"""),
                new Door("a missing value for one table of a union", """
                    SELECT count(DISTINCT person) AS a, count(DISTINCT CASE WHEN x IS NOT NULL THEN person END) AS b FROM
                    (SELECT person, ano_nascimento AS x FROM {t} WHERE NOT {c} UNION ALL SELECT person, NULL FROM rnu WHERE {c})"""),
                new Door("a constant for one table of a union", """
                    SELECT count(DISTINCT person) AS a, count(DISTINCT CASE WHEN x = 1 THEN person END) AS b FROM
                    (SELECT person, 1 AS x FROM {t} WHERE NOT {c} UNION ALL SELECT person, 2 FROM rnu WHERE {c})"""),
                new Door("documents of one table of a union", """
                    SELECT count(DISTINCT x) AS a, count(DISTINCT y) AS b FROM (SELECT person, numero_receita AS x, numero_receita AS y FROM dem WHERE NOT {c}
                    UNION ALL SELECT person, numero_receita, NULL FROM dem WHERE {c})"""),
                new Door("documents of two tables of three", """
                    SELECT count(DISTINCT x) AS a, count(DISTINCT y) AS b FROM (SELECT person, numero_receita AS x, numero_receita AS y FROM dem WHERE NOT {c}
                    UNION ALL SELECT person, numero_receita, numero_receita FROM pem WHERE NOT {c} UNION ALL SELECT person, numero_receita, NULL FROM dem WHERE {c})"""),
                new Door("codes of two tables of three", """
                    SELECT count(DISTINCT x) AS a, count(DISTINCT y) AS b FROM (SELECT person, atc AS x, atc AS y FROM dem WHERE NOT {c}
                    UNION ALL SELECT person, atc, atc FROM pem WHERE NOT {c} UNION ALL SELECT person, atc, NULL FROM dem WHERE {c})"""),
                new Door("a constant table", "SELECT count(*) AS a, count_if(v.l IS NULL) AS b FROM {t} r LEFT JOIN (VALUES ('{v}', 'x')) AS v(k, l) ON r.concelho_dico = v.k"),
                new Door("results joined", "SELECT x.n AS a, y.n AS b FROM (SELECT sexo, count(*) AS n FROM {t} GROUP BY sexo) x JOIN (SELECT sexo, count(*) AS n FROM {t} WHERE NOT {c} GROUP BY sexo) y ON x.sexo = y.sexo"),
                new Door("HAVING as an oracle", "SELECT sexo, count(*) AS a, count(*) AS b FROM {t} GROUP BY sexo HAVING count_if({c}) > 0"));
    }

    @ParameterizedTest
    @MethodSource("open")
    void ofNineNotBothNumbersAreTold(Door door) {
        assertThat(told(Federation.alone(INSTITUTION, door.of(NINE)))).as(door.of(NINE)).isZero();
    }

    private static final Set<String> SHUT_FOR_MANY = Set.of("a truth value subtracted", "digits packed into one sum");

    static Stream<Door> openForMany() {
        return open().filter(door -> !SHUT_FOR_MANY.contains(door.name()));
    }

    static Stream<Door> shutForMany() {
        return open().filter(door -> SHUT_FOR_MANY.contains(door.name()));
    }

    /** Else the doors would prove nothing. */
    @ParameterizedTest
    @MethodSource("openForMany")
    void ofManyBothAreTold(Door door) {
        assertThat(told(Federation.alone(INSTITUTION, door.of(MANY)))).as(door.of(MANY)).isPositive();
    }

    /** That a comparison has a value is a condition with nobody outside; a condition and its opposite leave nobody of all. So these are shut whoever is behind them. */
    @ParameterizedTest
    @MethodSource("shutForMany")
    void whatLeavesNobodyOutsideIsToldOfManyNeither(Door door) {
        assertThat(told(Federation.alone(INSTITUTION, door.of(MANY)))).as(door.of(MANY)).isZero();
    }

    /** Rows in which both numbers stand. */
    private static long told(ResultTable table) {
        int a = table.columns().stream().map(column -> column.name()).toList().indexOf("a");
        return table.rows().stream().filter(row -> row.get(a) != null && row.get(a + 1) != null).count();
    }

    static Stream<Door> shut() {
        return Stream.of(
                new Door("a power", "SELECT count(*) AS a, sum(power(valor_sns, CASE WHEN {c} THEN 0 ELSE 1 END)) AS b FROM dem"),
                new Door("a modulus", "SELECT count(*) AS a, sum(ano_nascimento % 7) AS b FROM rnu"),
                new Door("a rounded amount", "SELECT count(*) AS a, sum(round(valor_sns, -1)) AS b FROM dem"),
                new Door("an amount divided by a flag", "SELECT count(*) AS a, sum(valor_sns / CASE WHEN {c} THEN 0 ELSE 1 END) AS b FROM dem"),
                new Door("a fraction that carries one", "SELECT count(*) AS a, sum(valor_sns + 0.000001 * ano_nascimento) AS b FROM dem"),
                new Door("a subquery in a condition of a number", "SELECT count(*) AS a, count_if(person IN (SELECT person FROM rnu WHERE {c})) AS b FROM rnu"),
                new Door("EXISTS in CASE", "SELECT count(*) AS a, sum(CASE WHEN EXISTS (SELECT 1 FROM dem d WHERE d.person = r.person) THEN 1 ELSE 0 END) AS b FROM rnu r"),
                new Door("a subquery as a value", "SELECT count(*) AS a, count(*) - (SELECT count(*) FROM rnu WHERE {c}) AS b FROM rnu"),
                new Door("a step's number that a literal made", "SELECT count(*) AS a, sum(x) AS b FROM (SELECT person, max(CASE WHEN {c} THEN 1000 ELSE 1 END) AS x FROM rnu GROUP BY person)"),
                new Door("copies of persons", "SELECT count(*) AS a, sum(n) AS b FROM (SELECT person, count(*) AS n FROM (SELECT person FROM rnu UNION ALL SELECT person FROM rnu WHERE {c}) GROUP BY person)"),
                new Door("a choice inside codes", "SELECT count(DISTINCT atc) AS a, count(DISTINCT substring(CASE WHEN NOT {c} THEN atc END, 1, 7)) AS b FROM dem"),
                new Door("another code for some", "SELECT count(DISTINCT atc) AS a, count(DISTINCT CASE WHEN {c} THEN 'x' ELSE atc END) AS b FROM dem"),
                new Door("a constant table's row twice", "SELECT count(*) AS a, count(v.l) AS b FROM rnu r JOIN (VALUES ('{v}', 1), ('{v}', 1)) AS v(k, l) ON r.concelho_dico = v.k"));
    }

    @ParameterizedTest
    @MethodSource("shut")
    void isRefused(Door door) {
        for (String municipality : List.of(NINE, MANY)) {
            assertThatThrownBy(() -> Federation.alone(INSTITUTION, door.of(municipality))).as(door.of(municipality)).isInstanceOf(RefusedException.class);
        }
    }
}
