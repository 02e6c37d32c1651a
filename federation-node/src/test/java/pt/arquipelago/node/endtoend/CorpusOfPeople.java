package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.CorpusQuestions.MEDICO;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.util.List;

/** Questions 1 to 7: who lives where. */
final class CorpusOfPeople {
    static final List<Asked> ALL = List.of(
            corpus(1).over("SELECT * FROM rnu WHERE data_obito IS NULL").other(MEDICO, 3)
                    .key("nuts3", "STRING").key("sexo", "STRING", SEX).shown("pessoas", "BIGINT", records()).orderByKeys("nuts3", "sexo"),

            corpus(2).over("SELECT *, (2024 - ano_nascimento) // 5 * 5 AS idade FROM rnu").other(MEDICO, 3)
                    .key("idade", "BIGINT").key("sexo", "STRING", SEX).shown("pessoas", "BIGINT", records()).orderByKeys("idade", "sexo"),

            corpus(3).over("SELECT *, medico_familia_cedula IS NULL AS sem FROM rnu").other(MEDICO, 3)
                    .key("concelho_dico", "STRING").share("sem_medico", "sem").having(made(known -> known.whole("sem_medico.all") >= 100, "sem_medico.all")),

            corpus(4).over("""
                    SELECT *, CASE WHEN ano_nascimento > 2006 THEN '0-17' WHEN ano_nascimento > 1959 THEN '18-64' ELSE '65+' END AS grupo FROM rnu""").other(MEDICO, 3)
                    .key("grupo", "STRING").term("isentos", records().where("isento_taxa_moderadora")).term("todos", records())
                    .column("isentos", "DECIMAL(6,5)", made(known -> Decimals.ratio(known.term("isentos"), known.term("todos"), 5), "isentos", "todos")),

            corpus(5).over("SELECT *, 2024 - ano_nascimento AS idade FROM rnu").other(MEDICO, 3)
                    .key("nuts3", "STRING").mean("idade_media", "DOUBLE", "idade").deviation("desvio", "idade"),

            corpus(6).over("SELECT *, year(data_inscricao_csp) AS ano FROM rnu WHERE data_inscricao_csp IS NOT NULL").other(MEDICO, 3)
                    .key("ano", "INT").shown("inscricoes", "BIGINT", records()).orderByKeys("ano"),

            corpus(7).over("SELECT *, date_trunc('quarter', data_obito)::TIMESTAMPTZ AS trimestre FROM rnu WHERE data_obito >= DATE '2024-01-01'").other(MEDICO, 3)
                    .sensitive("trimestre", "TIMESTAMP").shown("obitos", "BIGINT", records()));

    private CorpusOfPeople() {}
}
