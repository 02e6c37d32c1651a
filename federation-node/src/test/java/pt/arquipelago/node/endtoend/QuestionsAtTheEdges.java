package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.documents;
import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.question;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;

import java.util.List;

/** Where a slip in NULL, joins or branches would still give a number that looks right. */
final class QuestionsAtTheEdges {
    static final List<Asked> ALL = List.of(
            question("what is not matched by a LEFT JOIN, its condition in ON", """
                    SELECT r.sexo, count(*) AS n, count_if(x.person IS NULL) AS without, avg(x.n) AS mean
                    FROM rnu r LEFT JOIN (SELECT person, count(*) AS n FROM dem GROUP BY person) x ON r.person = x.person AND r.sexo = 'F' GROUP BY r.sexo""")
                    .over("""
                        SELECT r.sexo, r.person, r.medico_familia_cedula, x.n, x.person IS NULL AS no, x.n IS NOT NULL AS has
                        FROM rnu r LEFT JOIN (SELECT person, count(*) AS n FROM dem GROUP BY person) x ON r.person = x.person AND r.sexo = 'F'""")
                    .other("medico_familia_cedula", 3).key("sexo", "STRING", "M", "F").shown("n", "BIGINT", records()).shown("without", "BIGINT", records().where("no"))
                    .term("sum", sum("n").where("has")).term("has", records().where("has"))
                    .column("mean", "DOUBLE", made(known -> known.number("sum") / known.number("has"), "sum", "has")),

            question("a key of the nullable side: NULL where nothing matched", """
                    SELECT x.kind, count(*) AS n FROM rnu r LEFT JOIN (SELECT person, max(CASE WHEN atc LIKE 'A10%' THEN 1 ELSE 0 END) AS kind FROM dem GROUP BY person) x ON r.person = x.person GROUP BY x.kind""")
                    .over("""
                        SELECT x.kind, r.person, r.medico_familia_cedula FROM rnu r
                        LEFT JOIN (SELECT person, max(CASE WHEN atc LIKE 'A10%' THEN 1 ELSE 0 END) AS kind FROM dem GROUP BY person) x ON r.person = x.person""")
                    .other("medico_familia_cedula", 3).sensitive("kind", "INT").shown("n", "BIGINT", records()),

            question("by person and document below: records are prescriptions, persons are counted once", """
                    SELECT CASE WHEN lines > 1 THEN 'several' ELSE 'one' END AS kind, count(*) AS prescriptions, count(DISTINCT person) AS persons, avg(packages) AS packages
                    FROM (SELECT person, numero_receita, count(*) AS lines, sum(qtd_dispensada) AS packages FROM dem GROUP BY person, numero_receita) GROUP BY 1""")
                    .over("""
                        SELECT CASE WHEN lines > 1 THEN 'several' ELSE 'one' END AS kind, person, packages FROM
                            (SELECT person, numero_receita, count(*) AS lines, sum(qtd_dispensada) AS packages FROM dem GROUP BY person, numero_receita)""")
                    .sensitive("kind", "STRING").shown("prescriptions", "BIGINT", records()).shown("persons", "BIGINT", persons()).term("sum", sum("packages"))
                    .column("packages", "DOUBLE", made(known -> known.number("sum") / known.number("prescriptions"), "sum", "prescriptions")),

            question("a step of a step, with HAVING by person between", """
                    WITH m AS (SELECT person, month(data_dispensa) AS month, sum(valor_sns) AS paid FROM dem GROUP BY person, month(data_dispensa) HAVING count(*) > 1),
                        p AS (SELECT person, count(*) AS months, avg(paid) AS mean FROM m GROUP BY person)
                    SELECT months, count(*) AS persons, avg(mean) AS mean FROM p GROUP BY months""")
                    .over("""
                        SELECT months, person, mean FROM (SELECT person, count(*) AS months, sum(paid)::DECIMAL(38,2) AS total, round(sum(paid)::DECIMAL(30,8) / count(*), 6)::DECIMAL(24,6) AS mean FROM
                            (SELECT person, month(data_dispensa) AS month, sum(valor_sns)::DECIMAL(20,2) AS paid FROM dem GROUP BY ALL HAVING count(*) > 1) GROUP BY person)""")
                    .sensitive("months", "BIGINT").shown("persons", "BIGINT", records()).term("sum", sum("mean"))
                    .column("mean", "DECIMAL(28,10)", made(known -> Decimals.ratio(known.term("sum"), known.term("persons"), 10), "sum", "persons")),

            question("two tables by person, joined", """
                    SELECT CASE WHEN p.n > 3 THEN 'many' ELSE 'few' END AS prescribed, count(*) AS persons, sum(d.q) AS dispensed
                    FROM (SELECT person, count(*) AS n FROM pem GROUP BY person) p JOIN (SELECT person, sum(qtd_dispensada) AS q FROM dem GROUP BY person) d ON p.person = d.person GROUP BY 1""")
                    .over("""
                        SELECT CASE WHEN p.n > 3 THEN 'many' ELSE 'few' END AS prescribed, p.person, p.prescriber, d.q
                        FROM (SELECT person, count(*) AS n, min(prescritor_cedula) AS prescriber FROM pem GROUP BY person) p
                        JOIN (SELECT person, sum(qtd_dispensada) AS q FROM dem GROUP BY person) d ON p.person = d.person""")
                    .other("prescriber", 3).sensitive("prescribed", "STRING").shown("persons", "BIGINT", records()).shown("dispensed", "BIGINT", sum("q")),

            question("three-valued logic: NOT of a missing value is not true, in WHERE and in a condition", """
                    SELECT sexo, count(*) AS n, count_if(NOT (valor_utente > 5)) AS cheap, count_if(valor_utente > 5 OR generico) AS either, count_if(pvp IS NULL) AS unpriced
                    FROM dem WHERE NOT (generico AND atc = 'N02BE01') GROUP BY sexo""")
                    .over("""
                        SELECT sexo, person, NOT (valor_utente > 5) AS cheap_, valor_utente > 5 OR generico AS either_, pvp IS NULL AS unpriced_ FROM dem WHERE NOT (generico AND atc = 'N02BE01')""")
                    .key("sexo", "STRING", "M", "F").shown("n", "BIGINT", records()).shown("cheap", "BIGINT", records().where("cheap_"))
                    .shown("either", "BIGINT", records().where("either_")).shown("unpriced", "BIGINT", records().where("unpriced_")),

            question("a condition that WHERE implies has no rest", """
                    SELECT concelho_dico, count_if(atc LIKE 'A10%') AS same, count_if(sexo = 'F') AS women, count(*) AS n FROM dem WHERE atc LIKE 'A10%' AND sexo = 'F' GROUP BY concelho_dico""")
                    .over("SELECT concelho_dico, person FROM dem WHERE atc LIKE 'A10%' AND sexo = 'F'")
                    .key("concelho_dico", "STRING").shown("same", "BIGINT", records()).shown("women", "BIGINT", records()).shown("n", "BIGINT", records()),

            question("count(x) with a branch in it is a condition", """
                    SELECT farmacia_cod, count(CASE WHEN generico THEN 1 END) AS a, count(nullif(atc, 'N02BE01')) AS b, count(CASE WHEN generico THEN pvp END) AS c FROM dem GROUP BY farmacia_cod""")
                    .over("SELECT farmacia_cod, person, generico, nullif(atc, 'N02BE01') IS NOT NULL AS other_, generico AND pvp IS NOT NULL AS priced FROM dem")
                    .key("farmacia_cod", "STRING").shown("a", "BIGINT", records().where("generico")).shown("b", "BIGINT", records().where("other_"))
                    .shown("c", "BIGINT", records().where("priced")),

            question("sums with signs, weights and differences", """
                    SELECT analise, sum(-desvio) AS minus, sum(desvio * 2) AS twice, sum(CASE WHEN positivo = 1 THEN desvio ELSE -desvio END) AS turned
                    FROM lab GROUP BY analise""")
                    .over("SELECT analise, person, requisitante, desvio, positivo = 1 AS yes, coalesce(positivo <> 1, true) AS no FROM lab").other("requisitante", 3)
                    .sensitive("analise", "STRING", "glicose", "hba1c", "tsh", "vitamina_d").term("d", sum("desvio"))
                    .column("minus", "DECIMAL(18,2)", made(known -> known.decimal("d").negate(), "d"))
                    .column("twice", "DECIMAL(20,2)", made(known -> known.decimal("d").multiply(new java.math.BigDecimal(2)), "d"))
                    .term("yes", sum("desvio").where("yes")).term("no", sum("desvio").where("no"))
                    .column("turned", "DECIMAL(18,2)", made(known -> known.decimal("yes").subtract(known.decimal("no")), "yes", "no")),

            question("professionals and family members are counted as others are", """
                    SELECT classificacao, count(DISTINCT prescritor_cedula) AS doctors, count(DISTINCT numero_cit) AS certificates, count(DISTINCT familiar_numero_utente) AS family FROM cit GROUP BY classificacao""")
                    .over("SELECT classificacao, person, prescritor_cedula, numero_cit, familiar_numero_utente FROM cit").other("prescritor_cedula", 3).other("familiar_numero_utente", 10)
                    .sensitive("classificacao", "STRING", "doença natural", "doença direta", "tuberculose", "doença profissional", "acidente de trabalho",
                            "assistência a familiares", "gravidez de risco clínico", "interrupção da gravidez")
                    .shown("doctors", "BIGINT", documents("prescritor_cedula")).shown("certificates", "BIGINT", documents("numero_cit")).shown("family", "BIGINT", documents("familiar_numero_utente")),

            question("a value made of a key and a number, rounded shares, HAVING on a key", """
                    SELECT sexo, CASE WHEN sexo = 'F' THEN count(*) ELSE 0 END AS women, round(100.0 * count_if(generico) / count(*), 1) AS share FROM dem GROUP BY sexo HAVING sexo = 'F' OR count(*) > 1000000""")
                    .over("SELECT sexo, person, generico FROM dem").key("sexo", "STRING", "M", "F").term("n", records()).term("g", records().where("generico"))
                    .column("women", "BIGINT", made(known -> known.key("sexo").equals("F") ? known.term("n") : (Object) 0L, "n"))
                    .column("share", "DECIMAL(26,1)", made(known -> Decimals.ratio(known.whole("g") * 100, known.whole("n"), 1), "g", "n"))
                    .having(made(known -> known.key("sexo").equals("F") || known.whole("n") > 1_000_000, "n")),

            question("the same person's rows of two days, joined with themselves, multiply", """
                    SELECT a.sexo, count(*) AS pairs, sum(b.qtd_dispensada) AS packages FROM dem a JOIN dem b ON a.person = b.person AND a.data_dispensa < b.data_dispensa GROUP BY a.sexo""")
                    .over("SELECT a.sexo, a.person, b.qtd_dispensada FROM dem a JOIN dem b ON a.person = b.person AND a.data_dispensa < b.data_dispensa")
                    .key("sexo", "STRING", "M", "F").shown("pairs", "BIGINT", records()).shown("packages", "BIGINT", sum("qtd_dispensada")));

    private QuestionsAtTheEdges() {}
}
