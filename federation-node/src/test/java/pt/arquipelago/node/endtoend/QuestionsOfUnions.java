package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.documents;
import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.question;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;

import java.util.List;

/** Tables one below the other, constant tables, and results that are joined. */
final class QuestionsOfUnions {
    private static final String BOTH = """
            SELECT sexo, person, NULL AS medico, 1 AS arm, valor_sns, NULL AS dias FROM dem WHERE atc LIKE 'A10%'
            UNION ALL SELECT sexo, person, medico_familia_cedula, 2, NULL, NULL FROM rnu""";

    static final List<Asked> ALL = List.of(
            question("UNION ALL: each table's records are a number of their own, persons are counted once", """
                    SELECT sexo, count(*) AS n, count(DISTINCT person) AS persons FROM (SELECT sexo, person FROM dem WHERE atc LIKE 'A10%' UNION ALL SELECT sexo, person FROM rnu) GROUP BY sexo""")
                    .over("SELECT *, arm = 1 AS first_, arm = 2 AS second_ FROM (" + BOTH + ")").other("medico", 3).key("sexo", "STRING", "M", "F")
                    .term("a", records().present("first_")).term("b", records().present("second_"))
                    .column("n", "BIGINT", made(known -> known.whole("a") + known.whole("b"), "a", "b")).shown("persons", "BIGINT", persons()),

            question("UNION ALL: a table that a key names is not parted", """
                    SELECT source, count(*) AS n, count(DISTINCT person) AS persons FROM (SELECT 'dem' AS source, person FROM dem WHERE atc LIKE 'A10%' UNION ALL SELECT 'rnu', person FROM rnu) GROUP BY source""")
                    .over("SELECT CASE arm WHEN 1 THEN 'dem' ELSE 'rnu' END AS source, * FROM (" + BOTH + ")").other("medico", 3).key("source", "STRING")
                    .shown("n", "BIGINT", records()).shown("persons", "BIGINT", persons()),

            question("UNION ALL: measures of one table each", """
                    SELECT sexo, sum(paid) AS paid, sum(days) AS days FROM (SELECT d.sexo, d.person, valor_sns AS paid, 0 AS days FROM dem d
                      UNION ALL SELECT r.sexo, c.person, 0, dias FROM cit c JOIN rnu r ON r.person = c.person) GROUP BY sexo""")
                    .over("""
                        SELECT *, arm = 1 AS first_, arm = 2 AS second_ FROM (SELECT sexo, person, valor_sns AS paid, NULL AS days, NULL AS o1, NULL AS o2, NULL AS o3, 1 AS arm FROM dem
                        UNION ALL SELECT r.sexo, c.person, NULL, dias, c.prescritor_cedula, c.familiar_numero_utente, r.medico_familia_cedula, 2 FROM cit c JOIN rnu r ON r.person = c.person)""")
                    .other("o1", 3).other("o2", 10).other("o3", 3).key("sexo", "STRING", "M", "F")
                    .term("p", sum("paid").present("first_")).column("paid", "DECIMAL(22,2)", made(known -> known.term("p"), "p")).shown("days", "BIGINT", sum("days").present("second_")),

            question("UNION: persons who are in one table or the other", """
                    SELECT count(*) AS persons FROM (SELECT person FROM dem WHERE atc LIKE 'A10%' UNION SELECT person FROM cit WHERE internamento)""")
                    .over("""
                        SELECT person, min(o1) AS o1, min(o2) AS o2 FROM (SELECT person, NULL AS o1, NULL AS o2 FROM dem WHERE atc LIKE 'A10%'
                        UNION ALL SELECT person, prescritor_cedula, familiar_numero_utente FROM cit WHERE internamento) GROUP BY person""")
                    .other("o1", 3).other("o2", 10).shown("persons", "BIGINT", records()),

            question("documents of two tables", """
                    SELECT count(DISTINCT numero_receita) AS documents FROM (SELECT person, numero_receita FROM dem WHERE atc LIKE 'C%' UNION ALL SELECT person, numero_receita FROM pem WHERE atc LIKE 'N%')""")
                    .over("SELECT person, numero_receita, NULL AS o FROM dem WHERE atc LIKE 'C%' UNION ALL SELECT person, numero_receita, prescritor_cedula FROM pem WHERE atc LIKE 'N%'")
                    .other("o", 3).shown("documents", "BIGINT", documents("numero_receita")),

            question("a constant table of prefixes, two of one group", """
                    SELECT c.label, count(*) AS n, sum(d.valor_sns) AS paid FROM dem d JOIN (VALUES ('A10', 'diabetes'), ('C09', 'heart'), ('C10', 'heart'), ('H', 'hormones')) AS c(prefix, label)
                      ON d.atc LIKE c.prefix || '%' GROUP BY c.label""")
                    .over("""
                        SELECT CASE WHEN atc LIKE 'A10%' THEN 'diabetes' WHEN atc LIKE 'C09%' OR atc LIKE 'C10%' THEN 'heart' ELSE 'hormones' END AS label, person, valor_sns
                        FROM dem WHERE atc LIKE 'A10%' OR atc LIKE 'C09%' OR atc LIKE 'C10%' OR atc LIKE 'H%'""")
                    .sensitive("label", "STRING").shown("n", "BIGINT", records()).shown("paid", "DECIMAL(20,2)", sum("valor_sns")),

            question("a constant table of which a record meets two rows, each a branch", """
                    SELECT sexo, count(*) AS n FROM dem JOIN (VALUES ('A'), ('A10')) AS c(prefix) ON startswith(atc, c.prefix) GROUP BY sexo""")
                    .over("SELECT sexo, person, prefix = 'A' AS first_, prefix = 'A10' AS second_ FROM dem JOIN (VALUES ('A'), ('A10')) AS c(prefix) ON atc LIKE prefix || '%'")
                    .key("sexo", "STRING", "M", "F").term("a", records().present("first_")).term("b", records().present("second_"))
                    .column("n", "BIGINT", made(known -> known.whole("a") + known.whole("b"), "a", "b")),

            question("a constant table of periods that overlap, told by the key", """
                    SELECT p.label, count(*) AS n FROM cit, (VALUES ('spring', DATE'2024-03-01', DATE'2024-05-31'), ('half', DATE'2024-01-01', DATE'2024-06-30')) AS p(label, a, b)
                    WHERE data_inicio BETWEEN p.a AND p.b GROUP BY p.label""")
                    .over("""
                        SELECT p.label, person, prescritor_cedula, familiar_numero_utente FROM cit, (VALUES ('spring', DATE '2024-03-01', DATE '2024-05-31'),
                        ('half', DATE '2024-01-01', DATE '2024-06-30')) AS p(label, a, b) WHERE data_inicio BETWEEN p.a AND p.b""")
                    .other("prescritor_cedula", 3).other("familiar_numero_utente", 10).key("label", "STRING").shown("n", "BIGINT", records()),

            question("a rate of two results: persons treated over inhabitants", """
                    SELECT p.concelho_dico, t.n AS treated, p.n AS people, 1000.0 * t.n / p.n AS rate FROM (SELECT concelho_dico, count(DISTINCT person) AS n FROM dem WHERE atc LIKE 'A10%' GROUP BY concelho_dico) t
                      JOIN (SELECT concelho_dico, count(*) AS n FROM rnu GROUP BY concelho_dico) p ON p.concelho_dico = t.concelho_dico""")
                    .over("""
                        SELECT *, arm = 1 AS first_, arm = 2 AS second_ FROM (SELECT concelho_dico, person, NULL AS medico, 1 AS arm FROM dem WHERE atc LIKE 'A10%' AND concelho_dico IS NOT NULL
                        UNION ALL SELECT concelho_dico, person, medico_familia_cedula, 2 FROM rnu WHERE concelho_dico IS NOT NULL)""")
                    .other("medico", 3).key("concelho_dico", "STRING").term("t", persons().present("first_")).term("p", records().present("second_"))
                    .column("treated", "BIGINT", made(known -> known.term("t"), "t")).column("people", "BIGINT", made(known -> known.term("p"), "p"))
                    .column("rate", "DECIMAL(38,13)", made(known -> new java.math.BigDecimal("1000.0").multiply(java.math.BigDecimal.valueOf(known.whole("t")))
                            .divide(java.math.BigDecimal.valueOf(known.whole("p")), 13, java.math.RoundingMode.HALF_UP), "t", "p")));

    private QuestionsOfUnions() {}
}
