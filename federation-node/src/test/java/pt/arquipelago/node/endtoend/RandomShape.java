package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.present;
import static pt.arquipelago.node.endtoend.Asked.question;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;

import java.util.List;
import java.util.Random;

/**
 * Questions about the table of laboratory results in which persons come to their numbers by detours: a step by person, a join that
 * multiplies records, tables one below the other, DISTINCT, an outer join. Conditions are random; each shape is said again for DuckDB.
 */
final class RandomShape {
    private static final List<String> CONDITIONS = List.of("desvio > 0", "positivo = 1", "analise = 'glicose'", "laboratorio IS NULL", "NOT (desvio > 5)", "substr(analise, 1, 1) = 't'",
            "positivo = 0 OR desvio < -3", "month(colhido_em) = 8");

    private final Random random;

    RandomShape(Random random) {
        this.random = random;
    }

    private String condition() {
        return CONDITIONS.get(random.nextInt(CONDITIONS.size()));
    }

    List<Asked> all() {
        return List.of(twoLevels(), multiplied(), union(), distinct(), outer());
    }

    private Asked twoLevels() {
        String step = "SELECT person, laboratorio, count(*) AS n, sum(desvio) AS s%s FROM lab WHERE " + condition() + " GROUP BY person, laboratorio";
        String sql = "SELECT laboratorio, count(*) AS pairs, sum(n) AS n, sum(s) AS s, count_if(n > 1) AS several FROM (" + step.formatted("") + ") GROUP BY laboratorio";
        return question(sql, sql).over("SELECT *, n > 1 AS several_ FROM (" + step.formatted(", min(requisitante) AS requisitante") + ")").other("requisitante", 3)
                .key("laboratorio", "STRING").shown("pairs", "BIGINT", records()).shown("n", "BIGINT", sum("n")).shown("s", "DECIMAL(28,2)", sum("s"))
                .shown("several", "BIGINT", records().where("several_"));
    }

    private Asked multiplied() {
        String where = condition().replaceAll("\\b(desvio|positivo|analise|laboratorio|colhido_em)\\b", "b.$1");
        String from = " FROM lab a JOIN lab b ON a.person = b.person AND a.laboratorio = b.laboratorio WHERE " + where;
        String sql = "SELECT a.laboratorio, count(*) AS pairs, sum(a.desvio) AS s, count(b.desvio) AS n, count(DISTINCT a.person) AS persons" + from + " GROUP BY a.laboratorio";
        return question(sql, sql).over("SELECT a.laboratorio, a.person, a.requisitante AS o1, b.requisitante AS o2, a.desvio AS s, b.desvio AS n" + from).other("o1", 3).other("o2", 3)
                .key("laboratorio", "STRING").shown("pairs", "BIGINT", records()).shown("s", "DECIMAL(18,2)", sum("s")).shown("n", "BIGINT", present("n"))
                .shown("persons", "BIGINT", persons());
    }

    private Asked union() {
        String first = condition();
        String second = condition();
        String sql = "SELECT laboratorio, count(*) AS n, sum(x) AS s, count(DISTINCT person) AS persons FROM (SELECT laboratorio, person, desvio AS x FROM lab WHERE " + first
                + " UNION ALL SELECT laboratorio, person, desvio FROM lab WHERE " + second + ") GROUP BY laboratorio";
        String arm = "SELECT laboratorio, person, requisitante AS o%d, desvio AS x, %b AS first_, %b AS second_ FROM lab WHERE ";
        String both = arm.formatted(1, true, false) + first + " UNION ALL BY NAME " + arm.formatted(2, false, true) + second;
        return question(sql, sql).over(both).other("o1", 3).other("o2", 3).key("laboratorio", "STRING").term("n1", records().present("first_")).term("n2", records().present("second_"))
                .term("s1", sum("x").present("first_")).term("s2", sum("x").present("second_"))
                .column("n", "BIGINT", made(known -> known.whole("n1") + known.whole("n2"), "n1", "n2"))
                .column("s", "DECIMAL(18,2)", made(known -> known.decimal("s1").add(known.decimal("s2")), "s1", "s2")).shown("persons", "BIGINT", persons());
    }

    private Asked distinct() {
        String where = " FROM lab WHERE " + condition();
        String sql = "SELECT laboratorio, count(*) AS pairs FROM (SELECT DISTINCT person, laboratorio, analise" + where + ") GROUP BY laboratorio";
        return question(sql, sql).over("SELECT person, laboratorio, analise, min(requisitante) AS requisitante" + where + " GROUP BY ALL").other("requisitante", 3)
                .key("laboratorio", "STRING").shown("pairs", "BIGINT", records());
    }

    private Asked outer() {
        String step = "(SELECT person, count(*) AS n%s FROM lab WHERE " + condition() + " GROUP BY person) b ON b.person = a.person";
        String sql = "SELECT a.laboratorio, count(*) AS records, sum(coalesce(b.n, 0)) AS n, count_if(b.person IS NULL) AS without FROM lab a LEFT JOIN " + step.formatted("") + " GROUP BY a.laboratorio";
        return question(sql, sql).over("SELECT a.*, o, n, n IS NOT NULL AS with_, n IS NULL AS without_ FROM lab a LEFT JOIN " + step.formatted(", min(requisitante) AS o"))
                .other("requisitante", 3).other("o", 3).key("laboratorio", "STRING").shown("records", "BIGINT", records()).shown("n", "BIGINT", sum("n").where("with_"))
                .shown("without", "BIGINT", records().where("without_"));
    }
}
