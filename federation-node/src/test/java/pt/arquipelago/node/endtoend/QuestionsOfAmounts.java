package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.question;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.spread;
import static pt.arquipelago.node.endtoend.Asked.sum;

import java.util.List;

/** Sums, averages, deviations, of records and by person. */
final class QuestionsOfAmounts {
    static final List<Asked> ALL = List.of(
            question("packages and cost by ATC level 3, age and sex: a sum of a product, zeros and missing prices", """
                    SELECT substring(atc, 1, 4) AS atc3, sexo, count(*) AS records, count(DISTINCT person) AS persons, sum(qtd_dispensada) AS packages,
                        sum(pvp * qtd_dispensada) AS cost, sum(bas_valor) AS benefit
                    FROM dem WHERE atc LIKE 'A10%' OR atc LIKE 'C%' GROUP BY substring(atc, 1, 4), sexo ORDER BY packages DESC""")
                    .over("SELECT substring(atc, 1, 4) AS atc3, sexo, person, qtd_dispensada, pvp * qtd_dispensada AS cost, bas_valor FROM dem WHERE atc LIKE 'A10%' OR atc LIKE 'C%'")
                    .sensitive("atc3", "STRING").key("sexo", "STRING").shown("records", "BIGINT", records()).shown("persons", "BIGINT", persons())
                    .shown("packages", "BIGINT", sum("qtd_dispensada")).shown("cost", "DECIMAL(31,2)", sum("cost")).shown("benefit", "DECIMAL(20,2)", sum("bas_valor"))
                    .orderBy(made(known -> known.term("packages"), "packages"), false, false),

            question("an average leaves out what is missing and keeps zeros", """
                    SELECT atc, avg(duracao_dias) AS days, avg(dose_valor) AS dose FROM pem GROUP BY atc""")
                    .over("SELECT atc, person, prescritor_cedula, duracao_dias, duracao_dias IS NOT NULL AS has_days, dose_valor, dose_valor IS NOT NULL AS has_dose FROM pem")
                    .other("prescritor_cedula", 3).sensitive("atc", "STRING")
                    .term("days_sum", sum("duracao_dias")).term("days_n", records().present("has_days"))
                    .term("dose_sum", sum("dose_valor")).term("dose_n", records().present("has_dose"))
                    .column("days", "DOUBLE", made(known -> known.number("days_sum") / known.number("days_n"), "days_sum", "days_n"))
                    .column("dose", "DECIMAL(16,7)", made(known -> Decimals.ratio(known.term("dose_sum"), known.term("dose_n"), 7), "dose_sum", "dose_n")),

            question("an average of what is nearly always zero needs ten persons with something", """
                    SELECT concelho_dico, avg(bas_valor) AS benefit, avg(valor_utente) AS paid FROM dem GROUP BY concelho_dico""")
                    .over("SELECT concelho_dico, person, bas_valor, bas_valor IS NOT NULL AS has_benefit, valor_utente, valor_utente IS NOT NULL AS has_paid FROM dem")
                    .key("concelho_dico", "STRING")
                    .term("benefit_sum", sum("bas_valor")).term("benefit_n", records().present("has_benefit"))
                    .term("paid_sum", sum("valor_utente")).term("paid_n", records().present("has_paid"))
                    .column("benefit", "DECIMAL(14,6)", made(known -> Decimals.ratio(known.term("benefit_sum"), known.term("benefit_n"), 6), "benefit_sum", "benefit_n"))
                    .column("paid", "DECIMAL(14,6)", made(known -> Decimals.ratio(known.term("paid_sum"), known.term("paid_n"), 6), "paid_sum", "paid_n")),

            question("deviations of either sign: sums that cancel out, averages, spreads", """
                    SELECT laboratorio, analise, sum(desvio) AS total, avg(desvio) AS mean, stddev(desvio) AS sd, var_pop(valor) AS variance, variance(valor) AS sample, stddev_pop(valor) AS sp
                    FROM lab GROUP BY laboratorio, analise""")
                    .over("SELECT laboratorio, analise, person, requisitante, desvio, desvio IS NOT NULL AS has, valor FROM lab")
                    .other("requisitante", 3).key("laboratorio", "STRING").sensitive("analise", "STRING")
                    .shown("total", "DECIMAL(18,2)", sum("desvio")).term("n", records().present("has"))
                    .column("mean", "DECIMAL(12,6)", made(known -> Decimals.ratio(known.term("total"), known.term("n"), 6), "total", "n"))
                    .term("spread", spread("desvio")).term("values", spread("valor"))
                    .column("sd", "DOUBLE", made(known -> Math.sqrt(Spread.of(known.term("spread")).sample()), "spread"))
                    .column("variance", "DOUBLE", made(known -> Spread.of(known.term("values")).population(), "values"))
                    .column("sample", "DOUBLE", made(known -> Spread.of(known.term("values")).sample(), "values"))
                    .column("sp", "DOUBLE", made(known -> Math.sqrt(Spread.of(known.term("values")).population()), "values")),

            question("sum by CASE: each branch is a term of its own", """
                    SELECT escalao_comparticipacao, sum(CASE WHEN generico THEN valor_sns END) AS generic, sum(CASE WHEN generico THEN valor_sns ELSE 0 END) AS same,
                        sum(CASE WHEN atc LIKE 'A%' THEN 1 WHEN atc LIKE 'C%' THEN 1000 END) AS packed, avg(CASE WHEN generico THEN pvp END) AS mean
                    FROM dem GROUP BY escalao_comparticipacao""")
                    .over("""
                        SELECT escalao_comparticipacao, person, valor_sns, pvp, generico, atc LIKE 'A%' AS a, coalesce(NOT atc LIKE 'A%', true) AND atc LIKE 'C%' AS c,
                            generico AND pvp IS NOT NULL AS priced FROM dem""")
                    .key("escalao_comparticipacao", "STRING", "A", "B", "C", "D")
                    .shown("generic", "DECIMAL(20,2)", sum("valor_sns").where("generico"))
                    .column("same", "DECIMAL(22,2)", made(known -> known.term("generic"), "generic"))
                    .term("a", records().where("a")).term("c", records().where("c"))
                    .column("packed", "BIGINT", made(known -> known.whole("a") + 1000 * known.whole("c"), "a", "c"))
                    .term("sum", sum("pvp").where("generico")).term("n", records().where("priced"))
                    .column("mean", "DECIMAL(14,6)", made(known -> Decimals.ratio(known.term("sum"), known.term("n"), 6), "sum", "n")),

            question("coalesce(x, 0) in a sum is x", """
                    SELECT farmacia_cod, sum(coalesce(pvp, 0)) AS price, sum(valor_sns + valor_utente) AS paid FROM dem GROUP BY farmacia_cod""")
                    .over("SELECT farmacia_cod, person, pvp, CASE WHEN valor_utente IS NOT NULL THEN valor_sns END AS sns, CASE WHEN valor_sns IS NOT NULL THEN valor_utente END AS utente FROM dem")
                    .key("farmacia_cod", "STRING")
                    .term("price_", sum("pvp")).column("price", "DECIMAL(22,2)", made(known -> known.term("price_"), "price_"))
                    .term("sns", sum("sns")).term("utente", sum("utente"))
                    .column("paid", "DECIMAL(21,2)", made(known -> known.decimal("sns").add(known.decimal("utente")), "sns", "utente")),

            question("two levels: by person, then across: bands of a result by person", """
                    WITH by_person AS (SELECT person, count(*) AS n, sum(qtd_dispensada) AS packages, max(CASE WHEN atc LIKE 'A10%' THEN 1 ELSE 0 END) AS diabetes FROM dem GROUP BY person)
                    SELECT CASE WHEN n < 3 THEN 'few' WHEN n < 8 THEN 'some' ELSE 'many' END AS band, diabetes, count(*) AS persons, avg(packages) AS mean, stddev(n) AS spread
                    FROM by_person GROUP BY 1, 2""")
                    .over("""
                        SELECT CASE WHEN n < 3 THEN 'few' WHEN n < 8 THEN 'some' ELSE 'many' END AS band, diabetes, person, packages, n FROM
                            (SELECT person, count(*) AS n, sum(qtd_dispensada) AS packages, max(CASE WHEN atc LIKE 'A10%' THEN 1 ELSE 0 END) AS diabetes FROM dem GROUP BY person)""")
                    .sensitive("band", "STRING").sensitive("diabetes", "INT").shown("persons", "BIGINT", records()).term("packages", sum("packages"))
                    .column("mean", "DOUBLE", made(known -> known.number("packages") / known.number("persons"), "packages", "persons"))
                    .term("n", spread("n")).column("spread", "DOUBLE", made(known -> Math.sqrt(Spread.of(known.term("n")).sample()), "n")),

            question("shares of persons: a flag by person", """
                    SELECT sexo, count(*) AS persons, sum(diabetes) AS diabetic, sum(diabetes) / count(*) AS share, sum(c) / count(*) AS heart FROM
                        (SELECT person, sexo, max(CASE WHEN atc LIKE 'A10%' THEN 1 ELSE 0 END) AS diabetes, count_if(atc LIKE 'C%') AS c FROM dem GROUP BY person, sexo) GROUP BY sexo""")
                    .over("SELECT person, sexo, diabetes = 1 AS diabetic_, c, c <> 0 AS has_c FROM (SELECT person, sexo, max(CASE WHEN atc LIKE 'A10%' THEN 1 ELSE 0 END) AS diabetes, count_if(atc LIKE 'C%') AS c FROM dem GROUP BY person, sexo)")
                    .key("sexo", "STRING").shown("persons", "BIGINT", records()).shown("diabetic", "BIGINT", records().where("diabetic_"))
                    .column("share", "DOUBLE", made(known -> known.number("diabetic") / known.number("persons"), "diabetic", "persons"))
                    .term("c", sum("c").where("has_c")).column("heart", "DOUBLE", made(known -> known.number("c") / known.number("persons"), "c", "persons")),

            question("by person below with few prescribers: one of them comes along with each person", """
                    SELECT concelho_dico, avg(n) AS mean, count(*) AS persons FROM (SELECT person, concelho_dico, sum(qtd_embalagens) AS n FROM pem WHERE especialidade_cod IN ('44', '45', '01') GROUP BY person, concelho_dico)
                    GROUP BY concelho_dico""")
                    .over("SELECT person, concelho_dico, sum(qtd_embalagens) AS n, min(prescritor_cedula) AS prescriber FROM pem WHERE especialidade_cod IN ('44', '45', '01') GROUP BY person, concelho_dico")
                    .other("prescriber", 3).key("concelho_dico", "STRING").term("n", sum("n"))
                    .column("mean", "DOUBLE", made(known -> known.number("n") / known.number("persons"), "n", "persons")).shown("persons", "BIGINT", records()),

            question("days between dates and years of age", """
                    SELECT sexo, avg(year(data_dispensa) - ano_nascimento) AS age, avg(datediff(DATE '2026-01-01', data_dispensa)) AS days FROM dem GROUP BY sexo""")
                    .over("SELECT sexo, person, year(data_dispensa) - ano_nascimento AS age, date_diff('day', data_dispensa, DATE '2026-01-01') AS days FROM dem")
                    .key("sexo", "STRING").term("age", sum("age")).term("days", sum("days")).term("n", records())
                    .column("age", "DOUBLE", made(known -> known.number("age") / known.number("n"), "age", "n"))
                    .column("days", "DOUBLE", made(known -> known.number("days") / known.number("n"), "days", "n")));

    private QuestionsOfAmounts() {}
}
