package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.codes;
import static pt.arquipelago.node.endtoend.Asked.documents;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.question;
import static pt.arquipelago.node.endtoend.Asked.records;

import java.util.List;

/** Counts of records, persons, documents and codes, with and without conditions. */
final class QuestionsOfCounts {
    static final List<Asked> ALL = List.of(
            question("records by municipality: groups of nine, ten and eleven persons, and those without a municipality", """
                    SELECT concelho_dico, count(*) AS n, count(DISTINCT person) AS persons FROM dem GROUP BY concelho_dico""")
                    .over("SELECT concelho_dico, person FROM dem")
                    .key("concelho_dico", "STRING").shown("n", "BIGINT", records()).shown("persons", "BIGINT", persons()),

            question("count(x) leaves out what is missing, and a missing value is no condition", """
                    SELECT farmacia_cod, count(*) AS n, count(pvp) AS priced, count(generico) AS known, count(numero_receita) AS documents FROM dem GROUP BY farmacia_cod""")
                    .over("SELECT farmacia_cod, person, pvp IS NOT NULL AS has_price, generico IS NOT NULL AS has_generic FROM dem")
                    .key("farmacia_cod", "STRING").shown("n", "BIGINT", records()).shown("priced", "BIGINT", records().present("has_price"))
                    .shown("known", "BIGINT", records().present("has_generic")).shown("documents", "BIGINT", records()),

            question("count_if: the exempt, and those who are not, must both be ten", """
                    SELECT concelho_dico, count_if(isento_taxa_moderadora) AS exempt, count(*) AS n FROM rnu GROUP BY concelho_dico""")
                    .over("SELECT concelho_dico, person, isento_taxa_moderadora, medico_familia_cedula FROM rnu")
                    .other("medico_familia_cedula", 3)
                    .key("concelho_dico", "STRING").shown("exempt", "BIGINT", records().where("isento_taxa_moderadora")).shown("n", "BIGINT", records()),

            question("units with two doctors, three, many, and patients without a doctor", """
                    SELECT uf_cod, count(*) AS n, count_if(isento_taxa_moderadora) AS exempt, count(DISTINCT person) AS persons FROM rnu GROUP BY uf_cod""")
                    .over("SELECT uf_cod, person, isento_taxa_moderadora, medico_familia_cedula FROM rnu")
                    .other("medico_familia_cedula", 3)
                    .key("uf_cod", "STRING").shown("n", "BIGINT", records()).shown("exempt", "BIGINT", records().where("isento_taxa_moderadora"))
                    .shown("persons", "BIGINT", persons()),

            question("specialties with two and with three prescribers", """
                    SELECT especialidade_cod, count(*) AS n, count(DISTINCT person) AS persons, count(DISTINCT numero_receita) AS prescriptions, sum(qtd_embalagens) AS packages
                    FROM pem GROUP BY especialidade_cod""")
                    .over("SELECT especialidade_cod, person, numero_receita, qtd_embalagens, prescritor_cedula FROM pem")
                    .other("prescritor_cedula", 3)
                    .key("especialidade_cod", "STRING").shown("n", "BIGINT", records()).shown("persons", "BIGINT", persons())
                    .shown("prescriptions", "BIGINT", documents("numero_receita")).shown("packages", "BIGINT", Asked.sum("qtd_embalagens")),

            question("FILTER is a condition, of persons and documents too", """
                    SELECT sexo, count(*) FILTER (WHERE atc LIKE 'A10%') AS records, count(DISTINCT person) FILTER (WHERE atc LIKE 'A10%') AS persons,
                        count(DISTINCT id_dispensa) FILTER (WHERE atc = 'N05BA12') AS dispensings, sum(valor_sns) FILTER (WHERE atc LIKE 'A10%') AS paid
                    FROM dem GROUP BY sexo""")
                    .over("SELECT sexo, person, id_dispensa, valor_sns, atc LIKE 'A10%' AS diabetes, atc = 'N05BA12' AS anxiety FROM dem")
                    .key("sexo", "STRING", "M", "F").shown("records", "BIGINT", records().where("diabetes")).shown("persons", "BIGINT", persons().where("diabetes"))
                    .shown("dispensings", "BIGINT", documents("id_dispensa").where("anxiety")).shown("paid", "DECIMAL(20,2)", Asked.sum("valor_sns").where("diabetes")),

            question("count(DISTINCT CASE WHEN c THEN person END) is a count of persons under c", """
                    SELECT farmacia_cod, count(DISTINCT CASE WHEN atc LIKE 'C%' THEN person END) AS persons FROM dem GROUP BY farmacia_cod""")
                    .over("SELECT farmacia_cod, person, atc LIKE 'C%' AS heart FROM dem")
                    .key("farmacia_cod", "STRING").shown("persons", "BIGINT", persons().where("heart")),

            question("count(DISTINCT code) counts the codes that ten persons have somewhere, each once", """
                    SELECT concelho_dico, count(DISTINCT atc) AS codes, count(DISTINCT substring(atc, 1, 3)) AS groups FROM dem GROUP BY concelho_dico""")
                    .over("SELECT concelho_dico, person, atc, substring(atc, 1, 3) AS prefix FROM dem")
                    .key("concelho_dico", "STRING").shown("codes", "BIGINT", codes("atc")).shown("groups", "BIGINT", codes("prefix")),

            question("count(DISTINCT code) where few prescribe", """
                    SELECT especialidade_cod, count(DISTINCT atc) AS codes, count(DISTINCT CASE WHEN estado = 'ativa' THEN atc END) AS active FROM pem GROUP BY especialidade_cod""")
                    .over("SELECT especialidade_cod, person, atc, estado = 'ativa' AS active_, prescritor_cedula FROM pem")
                    .other("prescritor_cedula", 3)
                    .key("especialidade_cod", "STRING").shown("codes", "BIGINT", codes("atc")).shown("active", "BIGINT", codes("atc").where("active_")),

            question("flags that are 0 or 1, with missing ones", """
                    SELECT laboratorio, count_if(positivo = 1) AS positive, sum(CASE WHEN positivo = 1 THEN 1 ELSE 0 END) AS again, avg(CASE WHEN positivo = 1 THEN 1.0 ELSE 0.0 END) AS share,
                        count(positivo) AS known
                    FROM lab GROUP BY laboratorio""")
                    .over("SELECT laboratorio, person, requisitante, positivo = 1 AS one, positivo IS NOT NULL AS has FROM lab")
                    .other("requisitante", 3)
                    .key("laboratorio", "STRING").shown("positive", "BIGINT", records().where("one")).term("all", records())
                    .column("again", "BIGINT", Asked.made(known -> known.term("positive"), "positive"))
                    .column("share", "DECIMAL(6,5)", Asked.made(known -> Decimals.ratio(known.whole("positive"), known.whole("all"), 5), "positive", "all"))
                    .shown("known", "BIGINT", records().present("has")),

            question("somebody seen by two institutions counts in each", """
                    SELECT count(*) AS records, count(DISTINCT person) AS persons FROM rnu""")
                    .over("SELECT person, medico_familia_cedula FROM rnu").other("medico_familia_cedula", 3)
                    .shown("records", "BIGINT", records()).shown("persons", "BIGINT", persons()));

    private QuestionsOfCounts() {}
}
