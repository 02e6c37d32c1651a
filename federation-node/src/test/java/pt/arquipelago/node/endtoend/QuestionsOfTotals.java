package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.question;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;

import java.math.BigDecimal;
import java.util.List;

/** Totals of ROLLUP, CUBE and GROUPING SETS, shares of a total, rates, and tables one below the other under them. */
final class QuestionsOfTotals {
    private static final Object[] SEX = {"M", "F"};
    private static final Object[] CLASSIFICATIONS = {"doença natural", "doença direta", "tuberculose", "doença profissional", "acidente de trabalho",
        "assistência a familiares", "gravidez de risco clínico", "interrupção da gravidez"};
    private static final String LEAVES = "SELECT classificacao, sexo, person, dias, prescritor_cedula, familiar_numero_utente FROM cit";

    static final List<Asked> ALL = List.of(
            question("ROLLUP: totals of what was released, in which persons do not add up", """
                    SELECT concelho_dico, sexo, count(*) AS n, count(DISTINCT person) AS persons, sum(valor_sns) AS paid, avg(valor_sns) AS mean FROM dem GROUP BY ROLLUP (concelho_dico, sexo)""")
                    .over("SELECT * FROM dem").key("concelho_dico", "STRING").key("sexo", "STRING", SEX).sets(List.of(0, 1), List.of(0), List.of())
                    .shown("n", "BIGINT", records()).shown("persons", "BIGINT", persons()).shown("paid", "DECIMAL(20,2)", sum("valor_sns")).mean("mean", "DECIMAL(14,6)", "valor_sns"),

            question("CUBE over a grid of codes, a sensitive one among them", """
                    SELECT sexo, classificacao, grouping_id() AS level, count(*) AS n, sum(dias) AS days FROM cit GROUP BY CUBE (sexo, classificacao)""")
                    .over(LEAVES).other("prescritor_cedula", 3).other("familiar_numero_utente", 10).hidden("sexo", SEX).hiddenSensitive("classificacao", CLASSIFICATIONS)
                    .sets(List.of(0, 1), List.of(0), List.of(1), List.of()).column("sexo", "STRING", made(known -> known.key("sexo")))
                    .column("classificacao", "STRING", made(known -> known.key("classificacao")))
                    .column("level", "BIGINT", made(known -> (known.isTotal("sexo") ? 2L : 0L) + (known.isTotal("classificacao") ? 1L : 0L)))
                    .shown("n", "BIGINT", records()).shown("days", "BIGINT", sum("dias")),

            question("GROUPING SETS with HAVING and an order", """
                    SELECT atc, sexo, count(*) AS n, count_if(generico) / count(*) AS generics FROM dem GROUP BY GROUPING SETS ((atc), (sexo), (atc, sexo)) HAVING count(*) > 60 ORDER BY n DESC""")
                    .over("SELECT * FROM dem").sensitive("atc", "STRING").key("sexo", "STRING", SEX).sets(List.of(0), List.of(1), List.of(0, 1)).shown("n", "BIGINT", records())
                    .share("generics", "generico").having(made(known -> known.whole("n") > 60, "n")).orderByMost("n"),

            question("shares of the total of the rows that HAVING left", """
                    SELECT atc, sum(valor_sns) AS paid, sum(valor_sns) / sum(sum(valor_sns)) OVER () AS share FROM dem GROUP BY atc HAVING count(*) > 40 ORDER BY share DESC""")
                    .over("SELECT * FROM dem").sensitive("atc", "STRING").shown("paid", "DECIMAL(20,2)", sum("valor_sns")).term("n", records())
                    .overRows("share", "DECIMAL(38,18)", QuestionsOfTotals::share, "paid").having(made(known -> known.whole("n") > 40, "n"))
                    .orderBy(new Asked.Made(List.of("paid"), QuestionsOfTotals::share, true), false, false),

            question("shares within a key, of cells of which some are suppressed", """
                    SELECT concelho_dico, escalao_comparticipacao, count(*) / sum(count(*)) OVER (PARTITION BY concelho_dico) AS share FROM dem GROUP BY concelho_dico, escalao_comparticipacao""")
                    .over("SELECT * FROM dem").key("concelho_dico", "STRING").key("escalao_comparticipacao", "STRING", "A", "B", "C", "D").term("n", records())
                    .overRows("share", "DOUBLE", known -> known.number("n") / ((Number) known.over("n", "concelho_dico")).doubleValue(), "n"),

            question("a rate with LEFT JOIN, where an institution has no rows of one table", """
                    SELECT p.concelho_dico, p.n AS people, l.days AS days, l.days / p.n AS rate FROM (SELECT concelho_dico, count(*) AS n FROM rnu GROUP BY concelho_dico) p
                      LEFT JOIN (SELECT concelho_dico, sum(dias) AS days FROM cit GROUP BY concelho_dico) l ON l.concelho_dico = p.concelho_dico""")
                    .over("""
                        SELECT concelho_dico, person, medico_familia_cedula AS o1, NULL AS o2, NULL AS o3, NULL AS dias, true AS first_, false AS second_ FROM rnu
                        UNION ALL SELECT concelho_dico, person, NULL, prescritor_cedula, familiar_numero_utente, dias, false, true FROM cit WHERE concelho_dico IS NOT NULL""")
                    .other("o1", 3).other("o2", 3).other("o3", 10).key("concelho_dico", "STRING").term("people", records().present("first_")).term("days", sum("dias").present("second_"))
                    .column("people", "BIGINT", made(known -> known.term("people"), "people")).column("days", "BIGINT", made(known -> known.term("days"), "days"))
                    .column("rate", "DOUBLE", made(known -> known.number("days") / known.number("people"), "days", "people")),

            question("UNION ALL under ROLLUP, the table named by a key", """
                    SELECT source, sexo, count(*) AS n FROM (SELECT 'dem' AS source, sexo, person FROM dem WHERE atc LIKE 'A10%' UNION ALL SELECT 'pem', sexo, person FROM pem WHERE atc LIKE 'A10%')
                    GROUP BY ROLLUP (source, sexo)""")
                    .over("SELECT 'dem' AS source, sexo, person, NULL AS o FROM dem WHERE atc LIKE 'A10%' UNION ALL SELECT 'pem', sexo, person, prescritor_cedula FROM pem WHERE atc LIKE 'A10%'")
                    .other("o", 3).key("source", "STRING").key("sexo", "STRING", SEX).sets(List.of(0, 1), List.of(0), List.of()).shown("n", "BIGINT", records()),

            question("UNION ALL: persons of one of the tables are told from those of both only if enough are in the other alone", """
                    SELECT concelho_dico, count(DISTINCT person) AS persons, count(DISTINCT CASE WHEN paid IS NOT NULL THEN person END) AS treated FROM
                      (SELECT concelho_dico, person, valor_sns AS paid FROM dem WHERE atc LIKE 'A10%' UNION ALL SELECT concelho_dico, person, NULL FROM cit) GROUP BY concelho_dico""")
                    .over("""
                        SELECT concelho_dico, person, NULL AS o1, NULL AS o2, true AS treated_ FROM dem WHERE atc LIKE 'A10%'
                        UNION ALL SELECT concelho_dico, person, prescritor_cedula, familiar_numero_utente, false FROM cit""").other("o1", 3).other("o2", 10).key("concelho_dico", "STRING")
                    .shown("persons", "BIGINT", persons()).shown("treated", "BIGINT", persons().where("treated_")),

            question("HAVING and ORDER BY on what is not selected", """
                    SELECT atc FROM dem GROUP BY atc HAVING sum(valor_sns) > 2000 ORDER BY count(DISTINCT person) DESC, atc LIMIT 7""")
                    .over("SELECT * FROM dem").sensitive("atc", "STRING").term("paid", sum("valor_sns")).term("persons", persons())
                    .having(made(known -> known.decimal("paid").compareTo(BigDecimal.valueOf(2000)) > 0, "paid")).orderByMost("persons").orderByKeys("atc").rows(0, 7));

    private static Object share(Asked.Known known) {
        return Decimals.ratio(known.term("paid"), known.over("paid"), 18);
    }

    private QuestionsOfTotals() {}
}
