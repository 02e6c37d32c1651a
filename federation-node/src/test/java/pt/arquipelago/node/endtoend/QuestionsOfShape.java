package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.question;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;

import java.util.List;

/** Keys, grids, no keys, and what stands above the aggregate. */
final class QuestionsOfShape {
    private static final Object[] CLASSIFICATIONS = {"doença natural", "doença direta", "tuberculose", "doença profissional", "acidente de trabalho",
        "assistência a familiares", "gravidez de risco clínico", "interrupção da gravidez"};
    private static final String CIT_OTHERS = "prescritor_cedula, familiar_numero_utente";

    static final List<Asked> ALL = List.of(
            question("a grid of declared codes: nine, ten or eleven persons, nobody, and a node without rows", """
                    SELECT classificacao, count(*) AS n, count(DISTINCT person) AS persons, sum(dias) AS days FROM cit GROUP BY classificacao""")
                    .over("SELECT classificacao, person, dias, " + CIT_OTHERS + " FROM cit")
                    .other("prescritor_cedula", 3).other("familiar_numero_utente", 10)
                    .sensitive("classificacao", "STRING", CLASSIFICATIONS).shown("n", "BIGINT", records()).shown("persons", "BIGINT", persons()).shown("days", "BIGINT", sum("dias")),

            question("the same, strict: suppressed as soon as one institution is missing", """
                    SELECT sexo, classificacao, count(*) AS n FROM cit WHERE classificacao <> 'doença direta' GROUP BY sexo, classificacao""")
                    .over("SELECT sexo, classificacao, person, " + CIT_OTHERS + " FROM cit WHERE classificacao <> 'doença direta'")
                    .other("prescritor_cedula", 3).other("familiar_numero_utente", 10).key("sexo", "STRING", "M", "F")
                    .sensitive("classificacao", "STRING", java.util.Arrays.stream(CLASSIFICATIONS).filter(c -> !c.equals("doença direta")).toArray())
                    .shown("n", "BIGINT", records()).strict(),

            question("a grid of two code lists, one of which has missing values too", """
                    SELECT sexo, escalao_comparticipacao, count(*) AS n, sum(valor_utente) AS paid FROM dem GROUP BY sexo, escalao_comparticipacao""")
                    .over("SELECT sexo, escalao_comparticipacao, person, valor_utente FROM dem")
                    .key("sexo", "STRING", "M", "F").key("escalao_comparticipacao", "STRING", "A", "B", "C", "D").shown("n", "BIGINT", records()).shown("paid", "DECIMAL(20,2)", sum("valor_utente")),

            question("no keys: one row", """
                    SELECT count(*) AS n, count(DISTINCT person) AS persons, sum(valor_sns) AS paid FROM dem WHERE atc = 'N05BA12'""")
                    .over("SELECT person, valor_sns FROM dem WHERE atc = 'N05BA12'")
                    .shown("n", "BIGINT", records()).shown("persons", "BIGINT", persons()).shown("paid", "DECIMAL(20,2)", sum("valor_sns")),

            question("no keys, and too few everywhere: one row, suppressed", """
                    SELECT count(*) AS n, sum(valor_sns) AS paid FROM dem WHERE concelho_dico = '0301' AND atc LIKE 'H%'""")
                    .over("SELECT person, valor_sns FROM dem WHERE concelho_dico = '0301' AND atc LIKE 'H%'")
                    .shown("n", "BIGINT", records()).shown("paid", "DECIMAL(20,2)", sum("valor_sns")),

            question("days at the edge of a month belong to the month of Lisbon's calendar", """
                    SELECT year(data_dispensa) AS y, month(data_dispensa) AS m, trunc(data_dispensa, 'MM') AS first, count(*) AS n FROM dem GROUP BY 1, 2, 3""")
                    .over("SELECT year(data_dispensa) AS y, month(data_dispensa) AS m, date_trunc('month', data_dispensa)::DATE AS first, person FROM dem")
                    .key("y", "INT").key("m", "INT").key("first", "DATE").shown("n", "BIGINT", records()),

            question("date_trunc of a timestamp that the lake keeps, in UTC", """
                    SELECT date_trunc('MONTH', colhido_em) AS month, count(*) AS n, sum(desvio) AS total FROM lab GROUP BY date_trunc('MONTH', colhido_em)""")
                    .over("SELECT date_trunc('month', colhido_em) AS month, person, requisitante, desvio FROM lab").other("requisitante", 3)
                    .key("month", "TIMESTAMP").shown("n", "BIGINT", records()).shown("total", "DECIMAL(18,2)", sum("desvio")),

            question("a key made by CASE, and a band of a measure", """
                    SELECT CASE WHEN atc LIKE 'A10%' THEN 'diabetes' WHEN atc LIKE 'C%' THEN 'heart' END AS kind, qtd_dispensada div 2 AS band, count(*) AS n
                    FROM dem GROUP BY 1, 2""")
                    .over("SELECT CASE WHEN atc LIKE 'A10%' THEN 'diabetes' WHEN atc LIKE 'C%' THEN 'heart' END AS kind, qtd_dispensada // 2 AS band, person FROM dem")
                    .sensitive("kind", "STRING").key("band", "BIGINT").shown("n", "BIGINT", records()),

            question("a band of days, by whole division, and of age", """
                    SELECT dias div 7 AS weeks, (year(data_inicio) - ano_nascimento) div 20 * 20 AS age, count(*) AS n, count_if(tipo = 'inicial') AS first
                    FROM cit GROUP BY dias div 7, (year(data_inicio) - ano_nascimento) div 20 * 20""")
                    .over("SELECT dias // 7 AS weeks, (year(data_inicio) - ano_nascimento) // 20 * 20 AS age, person, tipo = 'inicial' AS first_, " + CIT_OTHERS + " FROM cit")
                    .other("prescritor_cedula", 3).other("familiar_numero_utente", 10).key("weeks", "BIGINT").key("age", "BIGINT").shown("n", "BIGINT", records())
                    .shown("first", "BIGINT", records().where("first_")),

            question("HAVING on a measure that is not selected", """
                    SELECT atc, count(*) AS n FROM dem GROUP BY atc HAVING sum(valor_sns) > 6000 AND count_if(generico) > 20""")
                    .over("SELECT atc, person, valor_sns, generico FROM dem").sensitive("atc", "STRING").shown("n", "BIGINT", records())
                    .term("paid", sum("valor_sns")).term("generic", records().where("generico"))
                    .having(made(known -> known.decimal("paid").compareTo(new java.math.BigDecimal(6000)) > 0 && known.whole("generic") > 20, "paid", "generic")),

            question("what is suppressed fails HAVING, under NOT too", """
                    SELECT concelho_dico, count(*) AS n FROM rnu GROUP BY concelho_dico HAVING NOT count_if(isento_taxa_moderadora) > 100""")
                    .over("SELECT concelho_dico, person, medico_familia_cedula, isento_taxa_moderadora FROM rnu").other("medico_familia_cedula", 3)
                    .key("concelho_dico", "STRING").shown("n", "BIGINT", records()).term("exempt", records().where("isento_taxa_moderadora"))
                    .having(made(known -> !(known.whole("exempt") > 100), "exempt")),

            question("ORDER BY what is not selected: suppressed last, though NULLS FIRST", """
                    SELECT concelho_dico, count(*) AS n FROM rnu GROUP BY concelho_dico ORDER BY count_if(isento_taxa_moderadora) ASC NULLS FIRST, n DESC""")
                    .over("SELECT concelho_dico, person, medico_familia_cedula, isento_taxa_moderadora FROM rnu").other("medico_familia_cedula", 3)
                    .key("concelho_dico", "STRING").shown("n", "BIGINT", records()).term("exempt", records().where("isento_taxa_moderadora"))
                    .orderBy(made(known -> known.term("exempt"), "exempt"), true, true).orderBy(made(known -> known.term("n"), "n"), false, false),

            question("ORDER BY a key, LIMIT and OFFSET", """
                    SELECT atc, sexo, count(*) AS n FROM dem GROUP BY atc, sexo ORDER BY atc DESC LIMIT 6 OFFSET 3""")
                    .over("SELECT atc, sexo, person FROM dem").sensitive("atc", "STRING").key("sexo", "STRING").shown("n", "BIGINT", records())
                    .orderBy(made(known -> known.key("atc")), false, false).rows(3, 6),

            question("LIMIT without an order goes by the keys, wholly suppressed rows last", """
                    SELECT classificacao, sum(dias) AS days FROM cit GROUP BY classificacao LIMIT 4""")
                    .over("SELECT classificacao, person, dias, " + CIT_OTHERS + " FROM cit").other("prescritor_cedula", 3).other("familiar_numero_utente", 10)
                    .sensitive("classificacao", "STRING", CLASSIFICATIONS).shown("days", "BIGINT", sum("dias")).rows(0, 4),

            question("ratios above the aggregate, by what is zero here and there", """
                    SELECT farmacia_cod, atc, count_if(generico) / count(*) AS share, count(*) / (count(*) - count(pvp)) AS odd, sum(valor_sns) / (count(*) - count(numero_linha)) AS none
                    FROM dem GROUP BY farmacia_cod, atc""")
                    .over("SELECT farmacia_cod, atc, person, generico, pvp IS NOT NULL AS priced, valor_sns FROM dem").key("farmacia_cod", "STRING").sensitive("atc", "STRING")
                    .term("n", records()).term("generic", records().where("generico")).term("priced", records().present("priced")).term("paid", sum("valor_sns"))
                    .column("share", "DOUBLE", made(known -> known.number("generic") / known.number("n"), "generic", "n"))
                    .column("odd", "DOUBLE", made(known -> Decimals.quotient(known.number("n"), known.whole("n") - known.whole("priced")), "n", "priced"))
                    .column("none", "DECIMAL(38,20)", made(known -> Decimals.ratio(known.term("paid"), 0, 2), "paid", "n")));

    private QuestionsOfShape() {}
}
