package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.made;
import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.present;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;
import static pt.arquipelago.node.endtoend.CorpusQuestions.PRESCRITOR;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Questions 61 to 72: primary care and exams. */
final class CorpusOfCare {
    private static final Object[] AREAS = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "L", "M"};
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    static final List<Asked> ALL = List.of(
            contacts(61, "SELECT * FROM siars").key("tipo_contacto", "STRING", "presencial", "não presencial", "domicílio", "enfermagem").shown("contactos", "BIGINT", records())
                    .shown("utentes", "BIGINT", persons()),

            contacts(62, "SELECT * FROM siars WHERE pas IS NOT NULL").key("sexo", "STRING", SEX).mean("sistolica", "DOUBLE", "pas").mean("diastolica", "DOUBLE", "pad"),

            contacts(63, "SELECT *, pas < 140 AND pad < 90 AS controlada FROM siars").key("nuts3", "STRING").term("c", records().where("controlada")).term("n", present("pas"))
                    .column("controlados", "DOUBLE", made(known -> known.number("c") / known.number("n"), "c", "n")),

            contacts(64, "SELECT *, CASE WHEN hba1c < 7 THEN '< 7' WHEN hba1c < 8 THEN '7-8' ELSE '>= 8' END AS faixa FROM siars WHERE hba1c IS NOT NULL")
                    .sensitive("faixa", "STRING").shown("n", "BIGINT", records()).mean("media", "DECIMAL(8,5)", "hba1c"),

            // Kilogrammes by square centimetres to 14 places, half up, in whole numbers.
            contacts(65, """
                    SELECT *, ((peso * 100)::HUGEINT * 200000000000000 + square) // (2 * square) AS imc FROM (SELECT *, (altura * 10)::HUGEINT * (altura * 10)::HUGEINT AS square FROM siars
                    WHERE peso > 0 AND altura > 0)""").key("nuts3", "STRING").term("s", sum("imc")).term("n", present("imc"))
                    .column("imc", "DECIMAL(29,18)", made(known -> Decimals.ratio(new BigDecimal(BigInteger.valueOf(known.whole("s")), 14), known.term("n"), 18).multiply(TEN_THOUSAND), "s", "n")),

            contacts(66, "SELECT * FROM siars WHERE tabagismo IS NOT NULL").key("sexo", "STRING", SEX).sensitive("tabagismo", "STRING").shown("pessoas", "BIGINT", persons()),

            contacts(67, "SELECT person, least(count(*), 10) AS contactos, min(profissional_cedula) AS profissional_cedula FROM siars GROUP BY person")
                    .sensitive("contactos", "BIGINT").shown("pessoas", "BIGINT", records()),

            exams(68, "SELECT * FROM esp").key("area_mcdt", "STRING", AREAS).shown("exames", "BIGINT", records()).shown("quantidade", "BIGINT", sum("quantidade")),

            exams(69, "SELECT * FROM esp").key("area_mcdt", "STRING", AREAS).share("urgentes", "urgente"),

            exams(70, "SELECT *, data_realizacao - data_requisicao AS dias FROM esp WHERE data_realizacao >= data_requisicao").key("area_mcdt", "STRING", AREAS).mean("espera", "DOUBLE", "dias"),

            exams(71, "SELECT * FROM esp WHERE loinc = '4548-4'").key("sexo", "STRING", SEX).mean("media", "DECIMAL(18,8)", "resultado_valor").deviation("desvio", "resultado_valor")
                    .shown("n", "BIGINT", present("resultado_valor")),

            exams(72, "SELECT *, resultado_valor > ref_max AS alto, resultado_valor < ref_min AS baixo FROM esp WHERE resultado_valor IS NOT NULL").sensitive("loinc", "STRING")
                    .shown("altos", "BIGINT", records().where("alto")).shown("baixos", "BIGINT", records().where("baixo")).shown("n", "BIGINT", records()));

    private static Asked contacts(int number, String records) {
        return corpus(number).over(records).other("profissional_cedula", 3);
    }

    private static Asked exams(int number, String records) {
        return corpus(number).over(records).other(PRESCRITOR, 3);
    }

    private CorpusOfCare() {}
}
