package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.documents;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;
import static pt.arquipelago.node.endtoend.CorpusQuestions.PRESCRITOR;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.util.List;

/** Questions 31 to 38: what was prescribed, and what became of it. */
final class CorpusOfPrescriptions {
    private static final String SAME = "d.numero_receita = p.numero_receita AND d.person = p.person";

    static final List<Asked> ALL = List.of(
            corpus(31).over("SELECT * FROM pem").other(PRESCRITOR, 3).key("especialidade_cod", "STRING").shown("receitas", "BIGINT", documents("numero_receita"))
                    .shown("pessoas", "BIGINT", persons()).orderByMost("receitas"),

            corpus(32).over("SELECT *, left(atc, 3) AS grupo FROM pem WHERE duracao_dias > 0").other(PRESCRITOR, 3).sensitive("grupo", "STRING").mean("dias", "DOUBLE", "duracao_dias"),

            corpus(33).over("SELECT p.* FROM pem p ANTI JOIN dem d ON " + SAME).other(PRESCRITOR, 3).key("nuts3", "STRING").shown("linhas", "BIGINT", records()),

            corpus(34).over("SELECT p.person, prescritor_cedula, left(p.atc, 3) AS grupo, p.qtd_embalagens, d.qtd_dispensada FROM pem p, dem d WHERE p.numero_linha = d.numero_linha AND " + SAME)
                    .other(PRESCRITOR, 3).sensitive("grupo", "STRING").shown("prescritas", "BIGINT", sum("qtd_embalagens")).shown("dispensadas", "BIGINT", sum("qtd_dispensada")),

            corpus(35).over("SELECT p.person, prescritor_cedula, data_dispensa - data_prescricao AS dias FROM pem p, dem d WHERE data_dispensa >= data_prescricao AND " + SAME)
                    .other(PRESCRITOR, 3).mean("dias", "DOUBLE", "dias"),

            corpus(36).over("SELECT *, dayofweek(data_prescricao) + 1 AS dia FROM pem").other(PRESCRITOR, 3).key("dia", "INT").shown("n", "BIGINT", records()),

            corpus(37).over("""
                    SELECT 'prescrito' AS origem, person, prescritor_cedula FROM pem WHERE atc LIKE 'J01%' UNION ALL SELECT 'dispensado', person, NULL FROM dem WHERE atc LIKE 'J01%'""")
                    .other(PRESCRITOR, 3).key("origem", "STRING").shown("n", "BIGINT", records()).shown("pessoas", "BIGINT", persons()),

            corpus(38).over("SELECT person, min(o) AS o FROM (SELECT person, prescritor_cedula AS o FROM pem UNION ALL SELECT person, NULL FROM dem) GROUP BY person")
                    .other("o", 3).shown("pessoas", "BIGINT", records()));

    private CorpusOfPrescriptions() {}
}
