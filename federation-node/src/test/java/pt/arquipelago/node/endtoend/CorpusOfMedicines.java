package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.util.List;

/** Questions 8 to 17: what was dispensed. */
final class CorpusOfMedicines {
    static final List<Asked> ALL = List.of(
            corpus(8).over("SELECT *, substring(atc, 1, 5) AS grupo FROM dem WHERE atc LIKE 'A10B%'").sensitive("grupo", "STRING")
                    .shown("dispensas", "BIGINT", records()).shown("pessoas", "BIGINT", persons()).shown("embalagens", "BIGINT", sum("qtd_dispensada")).orderByMost("pessoas"),

            corpus(9).over("SELECT * FROM dem").sensitive("atc", "STRING").shown("pessoas", "BIGINT", persons()).orderByMost("pessoas").rows(0, 10),

            corpus(10).over("SELECT *, strftime(data_dispensa, '%Y-%m') AS mes FROM dem WHERE atc LIKE 'C10AA%'")
                    .key("mes", "STRING").shown("embalagens", "BIGINT", sum("qtd_dispensada")).orderByKeys("mes"),

            corpus(11).over("SELECT *, left(atc, 1) AS grupo FROM dem").sensitive("grupo", "STRING").share("quota", "generico").shown("sns", "DECIMAL(20,2)", sum("valor_sns")),

            corpus(12).over("SELECT * FROM dem").key("nuts3", "STRING").shown("total", "DECIMAL(20,2)", sum("pvp")).shown("sns", "DECIMAL(20,2)", sum("valor_sns"))
                    .shown("utente", "DECIMAL(20,2)", sum("valor_utente"))
                    .column("parte", "DECIMAL(38,18)", made(known -> Decimals.ratio(known.term("utente"), known.term("total"), 18), "utente", "total")),

            corpus(13).over("SELECT * FROM dem").key("generico", "BOOLEAN").mean("preco", "DECIMAL(14,6)", "pvp").deviation("desvio", "pvp").shown("n", "BIGINT", records()),

            corpus(14).over("""
                    SELECT *, CASE WHEN month(data_dispensa) IN (12, 1, 2) THEN 'inverno' WHEN month(data_dispensa) BETWEEN 6 AND 8 THEN 'verão' ELSE 'outro' END AS epoca
                    FROM dem WHERE starts_with(atc, 'J01')""").key("epoca", "STRING").shown("n", "BIGINT", records()),

            corpus(15).over("SELECT * FROM dem WHERE substring(atc, 1, 5) IN ('N05BA', 'N05CD') AND year(data_dispensa) - ano_nascimento >= 65")
                    .key("sexo", "STRING", SEX).shown("pessoas", "BIGINT", persons()),

            corpus(16).over("""
                    SELECT *, CASE atc WHEN 'N02AA01' THEN 'morfina' WHEN 'N02AX02' THEN 'tramadol' ELSE 'fentanilo' END AS nome FROM dem WHERE atc IN ('N02AA01', 'N02AX02', 'N02AB03')""")
                    .sensitive("nome", "STRING").key("nuts3", "STRING").shown("n", "BIGINT", records()),

            corpus(17).over("""
                    SELECT *, CASE WHEN atc LIKE 'A%' THEN 'diabetes' WHEN atc LIKE 'C09%' THEN 'hipertensão' WHEN atc LIKE 'C10%' THEN 'dislipidemia' ELSE 'depressão' END AS grupo
                    FROM dem WHERE left(atc, 3) IN ('A10', 'C09', 'C10') OR left(atc, 4) = 'N06A'""")
                    .sensitive("grupo", "STRING").key("sexo", "STRING", SEX).shown("pessoas", "BIGINT", persons()));

    private CorpusOfMedicines() {}
}
