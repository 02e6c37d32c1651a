package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;
import static pt.arquipelago.node.endtoend.CorpusQuestions.FAMILIAR;
import static pt.arquipelago.node.endtoend.CorpusQuestions.MEDICO;
import static pt.arquipelago.node.endtoend.CorpusQuestions.PRESCRITOR;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.util.List;

/** Questions 39 to 52: sick leave, and persons with and without. */
final class CorpusOfLeave {
    static final List<Asked> ALL = List.of(
            leave(39, "SELECT *, left(codigo_icpc2, 1) AS capitulo FROM cit").sensitive("capitulo", "STRING").shown("baixas", "BIGINT", records())
                    .shown("dias", "BIGINT", sum("dias")).mean("media", "DOUBLE", "dias"),

            leave(40, "SELECT *, date_trunc('month', data_inicio)::TIMESTAMPTZ AS mes FROM cit").key("sexo", "STRING", SEX).key("mes", "TIMESTAMP").shown("baixas", "BIGINT", records()),

            leave(41, "SELECT *, dias > 30 AS longa FROM cit").sensitive("classificacao", "STRING", "doença natural", "doença direta", "tuberculose", "doença profissional",
                    "acidente de trabalho", "assistência a familiares", "gravidez de risco clínico", "interrupção da gravidez").share("longas", "longa"),

            leave(42, "SELECT *, dias // 7 AS semanas FROM cit WHERE tipo = 'inicial'").key("semanas", "BIGINT").shown("n", "BIGINT", records()).orderByKeys("semanas"),

            leave(43, "SELECT person, year(data_inicio) AS ano, count(*) AS n, min(prescritor_cedula) AS prescritor_cedula, min(familiar_numero_utente) AS familiar_numero_utente FROM cit GROUP BY ALL")
                    .key("ano", "INT").sensitive("n", "BIGINT").shown("pessoas", "BIGINT", records()),

            leave(44, """
                    SELECT r.*, dias, dias IS NOT NULL AS com, prescritor_cedula, familiar_numero_utente FROM rnu r LEFT JOIN (SELECT person, sum(dias)::BIGINT AS dias,
                    min(prescritor_cedula) AS prescritor_cedula, min(familiar_numero_utente) AS familiar_numero_utente FROM cit GROUP BY person) c ON c.person = r.person""")
                    .other(MEDICO, 3).key("nuts3", "STRING").term("dias", sum("dias").where("com")).term("n", records())
                    .column("dias_por_pessoa", "DOUBLE", made(known -> known.number("dias") / known.number("n"), "dias", "n")),

            leave(45, """
                    SELECT c.* FROM cit c JOIN dem d ON d.person = c.person WHERE d.atc LIKE 'N06A%' AND d.data_dispensa - c.data_inicio BETWEEN 0 AND 30""").shown("pessoas", "BIGINT", persons()),

            leave(46, """
                    SELECT *, left(codigo_icpc2, 1) AS capitulo FROM cit c SEMI JOIN dem d ON d.person = c.person AND d.atc LIKE 'J01%' AND d.data_dispensa - c.data_inicio BETWEEN 0 AND 13""")
                    .sensitive("capitulo", "STRING").shown("n", "BIGINT", records()),

            leave(47, """
                    SELECT *, data_inicio - anterior <= 90 AS seguida FROM (SELECT *, lag(data_fim) OVER (PARTITION BY person ORDER BY data_inicio) AS anterior FROM cit) WHERE anterior IS NOT NULL""")
                    .shown("seguidas", "BIGINT", records().where("seguida")).shown("baixas", "BIGINT", records()),

            leave(48, "SELECT *, (year(data_inicio) - ano_nascimento) // 10 * 10 AS idade FROM cit").key("idade", "BIGINT")
                    .shown("internados", "BIGINT", records().where("internamento")).shown("baixas", "BIGINT", records()),

            leave(49, """
                    SELECT a.*, b.prescritor_cedula AS outro, b.familiar_numero_utente AS outro_familiar FROM cit a, cit b
                    WHERE a.person = b.person AND b.data_inicio - a.data_fim BETWEEN 1 AND 60""").other("outro", 3).other("outro_familiar", 10).shown("pares", "BIGINT", records()),

            corpus(50).over("SELECT r.* FROM rnu r WHERE person NOT IN (SELECT person FROM cit)").other(MEDICO, 3).key("sexo", "STRING", SEX).shown("pessoas", "BIGINT", records()),

            corpus(51).over("SELECT * FROM rnu r SEMI JOIN (SELECT * FROM dem WHERE atc LIKE 'A10%') a ON a.person = r.person ANTI JOIN (SELECT * FROM dem WHERE atc LIKE 'C10AA%') c ON c.person = r.person")
                    .other(MEDICO, 3).key("nuts3", "STRING").shown("pessoas", "BIGINT", records()),

            corpus(52).over("""
                    SELECT person, (count(*) FILTER (starts_with(atc, 'A10')) > 0)::INT AS diabetes, (count(*) FILTER (starts_with(atc, 'C0')) > 0)::INT AS hipertensao FROM dem GROUP BY person""")
                    .sensitive("diabetes", "INT").sensitive("hipertensao", "INT").shown("pessoas", "BIGINT", records()));

    private static Asked leave(int number, String records) {
        return corpus(number).over(records).other(PRESCRITOR, 3).other(FAMILIAR, 10);
    }

    private CorpusOfLeave() {}
}
