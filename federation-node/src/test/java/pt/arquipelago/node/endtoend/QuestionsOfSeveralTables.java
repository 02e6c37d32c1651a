package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.codes;
import static pt.arquipelago.node.endtoend.Asked.documents;
import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.question;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;

import java.util.List;

/** Joins, semi-joins, windows. */
final class QuestionsOfSeveralTables {
    static final List<Asked> ALL = List.of(
            question("prescriptions with their dispensings: a join that multiplies rows, by person and document", """
                    SELECT p.especialidade_cod, year(p.data_prescricao) AS y, count(*) AS n, count(DISTINCT p.numero_receita) AS documents, sum(p.qtd_embalagens) AS prescribed,
                        sum(d.qtd_dispensada) AS dispensed, count(DISTINCT d.atc) AS codes
                    FROM pem p JOIN dem d ON p.numero_receita = d.numero_receita AND p.person = d.person GROUP BY p.especialidade_cod, year(p.data_prescricao)""")
                    .over("""
                        SELECT p.especialidade_cod, year(p.data_prescricao) AS y, p.person, p.prescritor_cedula, p.numero_receita, p.qtd_embalagens, d.qtd_dispensada, d.atc
                        FROM pem p JOIN dem d ON p.numero_receita = d.numero_receita AND p.person = d.person""")
                    .other("prescritor_cedula", 3).key("especialidade_cod", "STRING").key("y", "INT").shown("n", "BIGINT", records())
                    .shown("documents", "BIGINT", documents("numero_receita")).shown("prescribed", "BIGINT", sum("qtd_embalagens"))
                    .shown("dispensed", "BIGINT", sum("qtd_dispensada")).shown("codes", "BIGINT", codes("atc")),

            question("joined by the document alone: the persons of both tables are protected", """
                    SELECT d.farmacia_cod, count(*) AS n, sum(d.valor_sns) AS paid FROM pem p JOIN dem d ON p.numero_receita = d.numero_receita AND p.numero_linha = d.numero_linha GROUP BY d.farmacia_cod""")
                    .over("""
                        SELECT d.farmacia_cod, p.person, d.person AS other_person, p.prescritor_cedula, d.valor_sns
                        FROM pem p JOIN dem d ON p.numero_receita = d.numero_receita AND p.numero_linha = d.numero_linha""")
                    .other("prescritor_cedula", 3).other("other_person", 10).key("farmacia_cod", "STRING").shown("n", "BIGINT", records()).shown("paid", "DECIMAL(20,2)", sum("valor_sns")),

            question("sick leave and medicines of the same persons, with an empty node", """
                    SELECT c.codigo_icpc2, count(*) AS n, count(DISTINCT c.person) AS persons, sum(d.qtd_dispensada) AS packages, avg(c.dias) AS days
                    FROM cit c JOIN dem d ON c.person = d.person WHERE d.atc LIKE 'N%' GROUP BY c.codigo_icpc2""")
                    .over("""
                        SELECT c.codigo_icpc2, c.person, c.prescritor_cedula, c.familiar_numero_utente, d.qtd_dispensada, c.dias
                        FROM cit c JOIN dem d ON c.person = d.person WHERE d.atc LIKE 'N%'""")
                    .other("prescritor_cedula", 3).other("familiar_numero_utente", 10).sensitive("codigo_icpc2", "STRING").shown("n", "BIGINT", records()).shown("persons", "BIGINT", persons())
                    .shown("packages", "BIGINT", sum("qtd_dispensada")).term("days", sum("dias"))
                    .column("days", "DOUBLE", made(known -> known.number("days") / known.number("n"), "days", "n")),

            question("LEFT JOIN: the matched side is a condition", """
                    SELECT r.sexo, count(*) AS persons, count(x.person) AS treated, sum(coalesce(x.n, 0)) AS packages
                    FROM rnu r LEFT JOIN (SELECT person, sum(qtd_dispensada) AS n FROM dem WHERE atc LIKE 'A10%' GROUP BY person) x ON r.person = x.person GROUP BY r.sexo""")
                    .over("""
                        SELECT r.sexo, r.person, r.medico_familia_cedula, x.n, x.person IS NOT NULL AS matched
                        FROM rnu r LEFT JOIN (SELECT person, sum(qtd_dispensada) AS n FROM dem WHERE atc LIKE 'A10%' GROUP BY person) x ON r.person = x.person""")
                    .other("medico_familia_cedula", 3).key("sexo", "STRING", "M", "F").shown("persons", "BIGINT", records()).shown("treated", "BIGINT", records().where("matched"))
                    .shown("packages", "BIGINT", sum("n").where("matched")),

            question("IN: persons with diabetes, by municipality", """
                    SELECT concelho_dico, count(*) AS persons FROM rnu WHERE person IN (SELECT person FROM dem WHERE atc LIKE 'A10%') GROUP BY concelho_dico""")
                    .over("SELECT concelho_dico, person, medico_familia_cedula FROM rnu WHERE person IN (SELECT person FROM dem WHERE atc LIKE 'A10%')")
                    .other("medico_familia_cedula", 3).key("concelho_dico", "STRING").shown("persons", "BIGINT", records()),

            question("EXISTS over prescriptions: a prescriber comes along with each person", """
                    SELECT r.uf_cod, count(*) AS persons FROM rnu r WHERE EXISTS (SELECT 1 FROM pem p WHERE p.person = r.person AND p.especialidade_cod IN ('44', '45')) GROUP BY r.uf_cod""")
                    .over("""
                        SELECT r.uf_cod, r.person, r.medico_familia_cedula, p.prescriber FROM rnu r
                        JOIN (SELECT person, min(prescritor_cedula) AS prescriber FROM pem WHERE especialidade_cod IN ('44', '45') GROUP BY person) p ON r.person = p.person""")
                    .other("medico_familia_cedula", 3).other("prescriber", 3).key("uf_cod", "STRING").shown("persons", "BIGINT", records()),

            question("NOT EXISTS and NOT IN: persons without sick leave, none of whom is missing at the empty node", """
                    SELECT d.sexo, count(DISTINCT d.person) AS persons, count(*) AS n FROM dem d
                    WHERE NOT EXISTS (SELECT 1 FROM cit c WHERE c.person = d.person) AND d.numero_receita NOT IN (SELECT numero_receita FROM pem WHERE estado = 'anulada') GROUP BY d.sexo""")
                    .over("""
                        SELECT d.sexo, d.person FROM dem d
                        WHERE NOT EXISTS (SELECT 1 FROM cit c WHERE c.person = d.person) AND d.numero_receita NOT IN (SELECT numero_receita FROM pem WHERE estado = 'anulada')""")
                    .key("sexo", "STRING", "M", "F").shown("persons", "BIGINT", persons()).shown("n", "BIGINT", records()),

            question("the first sick leave of each person, by month", """
                    SELECT month(data_inicio) AS month, count(*) AS n FROM (SELECT *, row_number() OVER (PARTITION BY person ORDER BY data_inicio, dias) AS rn FROM cit) WHERE rn = 1 GROUP BY month(data_inicio)""")
                    .over("""
                        SELECT month(first) AS month, person, prescritor_cedula, familiar_numero_utente FROM
                            (SELECT *, data_inicio AS first, row_number() OVER (PARTITION BY person ORDER BY data_inicio, dias) AS rn FROM cit) WHERE rn = 1""")
                    .other("prescritor_cedula", 3).other("familiar_numero_utente", 10).key("month", "INT").shown("n", "BIGINT", records()));

    private QuestionsOfSeveralTables() {}
}
