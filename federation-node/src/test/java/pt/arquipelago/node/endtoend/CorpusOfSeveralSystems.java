package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;
import static pt.arquipelago.node.endtoend.CorpusQuestions.MEDICO;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.util.List;

/** Questions 86 to 90: several systems together, and the whole of SQL. */
final class CorpusOfSeveralSystems {
    private static final Object[] AGES = {"00-04", "05-09", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65-69", "70-74", "75-79",
        "80-84", "85-89", "90+"};

    static final List<Asked> ALL = List.of(
            corpus(86).over("""
                    SELECT r.*, s.n AS contactos, s.n IS NOT NULL AS com_contactos, s.o AS profissional, e.n AS exames, e.n IS NOT NULL AS com_exames, e.o AS prescritor FROM rnu r
                    LEFT JOIN (SELECT person, count(*) AS n, min(profissional_cedula) AS o FROM siars GROUP BY person) s ON s.person = r.person
                    LEFT JOIN (SELECT person, count(*) AS n, min(prescritor_cedula) AS o FROM esp GROUP BY person) e ON e.person = r.person
                    WHERE r.person IN (SELECT person FROM dem WHERE atc LIKE 'A10%')""").other(MEDICO, 3).other("profissional", 3).other("prescritor", 3).key("sexo", "STRING", SEX)
                    .shown("pessoas", "BIGINT", records()).shown("contactos", "BIGINT", sum("contactos").where("com_contactos")).shown("exames", "BIGINT", sum("exames").where("com_exames")),

            corpus(87).over("""
                    SELECT person, year(min(dia)) AS ano, min(o1) AS o1, min(o2) AS o2 FROM (SELECT person, data_contacto AS dia, profissional_cedula AS o1, NULL::BIGINT AS o2 FROM siars
                    UNION ALL SELECT person, data_dispensa, NULL, NULL FROM dem UNION ALL SELECT person, data_requisicao, NULL, prescritor_cedula FROM esp) GROUP BY person""")
                    .other("o1", 3).other("o2", 3).sensitive("ano", "INT").shown("pessoas", "BIGINT", records()),

            corpus(88).over("""
                    SELECT *, (2024 - ano_nascimento) // 10 * 10 AS idade FROM rnu WHERE person IN (SELECT person FROM dem WHERE atc LIKE 'B01A%' AND year(data_dispensa) = 2024)""")
                    .other(MEDICO, 3).key("sexo", "STRING", SEX).key("idade", "BIGINT").shown("pessoas", "BIGINT", records()),

            corpus(89).over("SELECT * FROM sico").other("medico_certificador_cedula", 3).hidden("faixa_etaria", AGES).hidden("sexo", SEX)
                    .sets(List.of(0, 1), List.of(0), List.of(1), List.of()).column("faixa etária", "STRING", made(known -> known.key("faixa_etaria")))
                    .column("sexo", "STRING", made(known -> known.key("sexo")))
                    .column("nível", "BIGINT", made(known -> (known.isTotal("faixa_etaria") ? 2L : 0L) + (known.isTotal("sexo") ? 1L : 0L))).shown("óbitos", "BIGINT", records()),

            corpus(90).over("""
                    SELECT *, acumulado >= 12 AS doze FROM (SELECT *, sum(qtd_dispensada) OVER (PARTITION BY person ORDER BY data_dispensa) AS acumulado FROM dem WHERE atc LIKE 'A10%')""")
                    .shown("com_doze", "BIGINT", records().where("doze")).shown("dispensas", "BIGINT", records()));

    private CorpusOfSeveralSystems() {}
}
