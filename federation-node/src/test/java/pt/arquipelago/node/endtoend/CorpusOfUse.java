package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;
import static pt.arquipelago.node.endtoend.CorpusQuestions.MEDICO;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Questions 18 to 30: persons and their medicines, rates, shares and totals. */
final class CorpusOfUse {
    static final List<Asked> ALL = List.of(
            corpus(18).over("SELECT person, count(DISTINCT atc) AS medicamentos FROM dem GROUP BY person").sensitive("medicamentos", "BIGINT")
                    .shown("pessoas", "BIGINT", records()).orderByKeys("medicamentos"),

            corpus(19).over("""
                    SELECT r.*, n >= 5 AS cinco FROM rnu r, (SELECT person, count(DISTINCT atc) AS n FROM dem WHERE data_dispensa >= DATE '2024-01-01' GROUP BY person) m
                    WHERE m.person = r.person""").other(MEDICO, 3).key("sexo", "STRING", SEX).share("polimedicados", "cinco"),

            corpus(20).over("SELECT person, (sum(pvp) * 100)::BIGINT // 5000 * 50 AS escalao FROM dem GROUP BY person").sensitive("escalao", "BIGINT")
                    .shown("pessoas", "BIGINT", records()).orderByKeys("escalao"),

            corpus(21).over("""
                    SELECT person, max(data_dispensa) - min(data_dispensa) AS dias FROM dem WHERE atc LIKE 'C10AA%' GROUP BY person HAVING count(*) > 1""").mean("dias", "DOUBLE", "dias"),

            corpus(22).over("""
                    SELECT person, substring(arg_min(atc, data_dispensa), 1, 5) AS primeiro FROM dem WHERE atc LIKE 'A10%' GROUP BY person""")
                    .sensitive("primeiro", "STRING").shown("pessoas", "BIGINT", records()),

            corpus(23).over("""
                    SELECT a.person, a.data_dispensa - max(b.data_dispensa) > 90 AS falha FROM dem a, dem b
                    WHERE a.person = b.person AND a.atc = b.atc AND b.data_dispensa < a.data_dispensa AND a.atc LIKE 'C09%' GROUP BY a.person, a.id_dispensa, a.data_dispensa""")
                    .shown("com_falha", "BIGINT", records().where("falha")).shown("intervalos", "BIGINT", records()),

            corpus(24).over("""
                    SELECT person, year(inicio) AS ano, quarter(inicio) AS trimestre FROM (SELECT person, min(data_dispensa) AS inicio FROM dem WHERE atc LIKE 'N06A%' GROUP BY person)
                    WHERE inicio >= DATE '2024-01-01'""").sensitive("ano", "INT").sensitive("trimestre", "INT").shown("novos", "BIGINT", records()),

            corpus(25).over("SELECT person, sum(qtd_dispensada)::BIGINT AS embalagens FROM dem WHERE atc LIKE 'A10BA%' GROUP BY person HAVING sum(qtd_dispensada) <= 12")
                    .term("embalagens", sum("embalagens")).term("n", records())
                    .column("cobertura", "DOUBLE", made(known -> known.number("embalagens") * 30 / 365 / known.number("n"), "embalagens", "n")),

            corpus(26).over("""
                    SELECT nuts3, person, NULL AS medico, true AS tratado, false AS habitante FROM dem WHERE atc LIKE 'A10%' AND nuts3 IS NOT NULL
                    UNION ALL SELECT nuts3, person, medico_familia_cedula, false, true FROM rnu WHERE nuts3 IS NOT NULL""").other("medico", 3).key("nuts3", "STRING")
                    .term("t", persons().present("tratado")).term("p", records().present("habitante")).column("tratados", "BIGINT", made(known -> known.term("t"), "t"))
                    .column("pessoas", "BIGINT", made(known -> known.term("p"), "p")).column("por_mil", "DECIMAL(38,13)", made(known -> thousandth(known.whole("t"), known.whole("p")), "t", "p")),

            corpus(27).over("""
                    SELECT sexo, person, NULL AS medico, valor_sns, true AS custo, false AS habitante FROM dem UNION ALL SELECT sexo, person, medico_familia_cedula, NULL, false, true FROM rnu""")
                    .other("medico", 3).key("sexo", "STRING", SEX).term("v", sum("valor_sns").present("custo")).term("n", records().present("habitante"))
                    .column("por_pessoa", "DECIMAL(38,20)", made(known -> Decimals.ratio(known.term("v"), known.term("n"), 20), "v", "n")),

            corpus(28).over("SELECT * FROM dem").key("nuts3", "STRING").shown("sns", "DECIMAL(20,2)", sum("valor_sns"))
                    .overRows("percentagem", "DECIMAL(38,14)", known -> Decimals.ratio(known.decimal("sns").multiply(BigDecimal.valueOf(100)), known.over("sns"), 14), "sns")
                    .orderByMost("sns"),

            corpus(29).over("SELECT *, left(atc, 1) AS grupo FROM dem").key("sexo", "STRING", SEX).sensitive("grupo", "STRING").term("n", records())
                    .overRows("parte", "DOUBLE", known -> known.number("n") / ((Number) known.over("n", "sexo")).doubleValue(), "n"),

            corpus(30).over("SELECT * FROM dem").hidden("nuts3").hidden("sexo", SEX).sets(List.of(0, 1), List.of(0), List.of()).term("n", records())
                    .column("regiao", "STRING", made(known -> known.key("nuts3") == null ? "total" : known.key("nuts3")))
                    .column("sexo", "STRING", made(known -> known.key("sexo") == null ? "ambos" : known.key("sexo"))).shown("n", "BIGINT", records()));

    /** 1000.0 * a / b, to the digits that Spark gives. */
    static BigDecimal thousandth(long a, long b) {
        return BigDecimal.valueOf(a * 1000).divide(BigDecimal.valueOf(b), 13, RoundingMode.HALF_UP);
    }

    private CorpusOfUse() {}
}
