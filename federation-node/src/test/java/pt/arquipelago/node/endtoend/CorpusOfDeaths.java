package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.util.List;

/** Questions 53 to 60: deaths. */
final class CorpusOfDeaths {
    static final List<Asked> ALL = List.of(
            deaths(53, "SELECT *, left(causa_basica, 1) AS capitulo FROM sico").sensitive("capitulo", "STRING").shown("obitos", "BIGINT", records()).orderByMost("obitos"),

            deaths(54, "SELECT *, idade_obito // 10 * 10 AS idade FROM sico").key("local_obito_tipo", "STRING", "domicílio", "hospital", "outro").key("idade", "BIGINT")
                    .shown("obitos", "BIGINT", records()),

            deaths(55, "SELECT * FROM sico").key("sexo", "STRING", SEX).mean("idade", "DOUBLE", "idade_obito").deviation("desvio", "idade_obito"),

            deaths(56, "SELECT *, year(data_obito) AS ano, month(data_obito) AS mes FROM sico").key("ano", "INT").key("mes", "INT").shown("obitos", "BIGINT", records()).orderByKeys("ano", "mes"),

            corpus(57).over("""
                    SELECT nuts3, person, medico_certificador_cedula AS medico, NULL AS familia, true AS obito, false AS habitante FROM sico WHERE causa_basica LIKE 'I%' AND nuts3 IS NOT NULL
                    UNION ALL SELECT nuts3, person, NULL, medico_familia_cedula, false, true FROM rnu WHERE nuts3 IS NOT NULL""").other("medico", 3).other("familia", 3).key("nuts3", "STRING")
                    .term("o", records().present("obito")).term("p", records().present("habitante")).column("obitos", "BIGINT", made(known -> known.term("o"), "o"))
                    .column("pessoas", "BIGINT", made(known -> known.term("p"), "p"))
                    .column("taxa", "DECIMAL(38,13)", made(known -> CorpusOfUse.thousandth(known.whole("o"), known.whole("p")), "o", "p")),

            deaths(58, "SELECT * FROM sico WHERE idade_obito < 70 AND causa_basica IN ('I21', 'I64', 'C34', 'J44')").key("sexo", "STRING", SEX).shown("obitos", "BIGINT", records()),

            deaths(59, "SELECT *, local_obito_tipo = 'domicílio' AS casa FROM sico").key("nuts3", "STRING").share("em_casa", "casa"),

            deaths(60, """
                    SELECT s.person, medico_certificador_cedula, left(d.atc, 1) AS grupo FROM sico s, dem d WHERE d.person = s.person AND s.data_obito - d.data_dispensa BETWEEN 0 AND 90""")
                    .sensitive("grupo", "STRING").shown("pessoas", "BIGINT", persons()));

    private static Asked deaths(int number, String records) {
        return corpus(number).over(records).other("medico_certificador_cedula", 3);
    }

    private CorpusOfDeaths() {}
}
