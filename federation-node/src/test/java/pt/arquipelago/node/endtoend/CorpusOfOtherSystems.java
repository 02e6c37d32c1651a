package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.Asked.persons;
import static pt.arquipelago.node.endtoend.Asked.present;
import static pt.arquipelago.node.endtoend.Asked.records;
import static pt.arquipelago.node.endtoend.Asked.sum;
import static pt.arquipelago.node.endtoend.CorpusQuestions.PRESCRITOR;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;
import static pt.arquipelago.node.endtoend.Asked.made;

import java.util.List;

/** Questions 73 to 85: respiratory care, teeth, living wills, drivers, benefits, the summary record. */
final class CorpusOfOtherSystems {
    private static final Object[] CARE = {"aerossolterapia", "oxigenoterapia", "ventiloterapia", "outros"};

    static final List<Asked> ALL = List.of(
            corpus(73).over("SELECT * FROM crd").other(PRESCRITOR, 3).sensitive("modalidade", "STRING", CARE).shown("pessoas", "BIGINT", persons()).mean("horas", "DECIMAL(8,5)", "horas_dia"),

            corpus(74).over("SELECT *, preco_dia * (data_fim - data_inicio) AS preco FROM crd WHERE data_fim IS NOT NULL").other(PRESCRITOR, 3).sensitive("modalidade", "STRING", CARE)
                    .shown("custo", "DECIMAL(29,2)", sum("preco")),

            corpus(75).over("SELECT * FROM crd WHERE prescricao_inicial").other(PRESCRITOR, 3).key("sexo", "STRING", SEX).mean("iah", "DECIMAL(9,5)", "iah").deviation("desvio", "iah"),

            teeth(76, "SELECT * FROM siso").sensitive("tipo_cheque", "STRING", "SOCJ04", "SOCJ07", "SOCJ10", "SOCJ13", "SOCJ15", "SOCJ16", "SOCJ18", "SOG", "SOI", "SOVIH", "PIPCO")
                    .shown("emitidos", "BIGINT", records()).shown("usados", "BIGINT", present("data_utilizacao")),

            teeth(77, "SELECT * FROM siso WHERE contains(tipo_cheque, 'J')").key("ano_nascimento", "INT").mean("cpod", "DOUBLE", "cpod"),

            teeth(78, "SELECT *, data_utilizacao - data_emissao AS dias FROM siso WHERE data_utilizacao IS NOT NULL").key("nuts3", "STRING").mean("dias", "DOUBLE", "dias"),

            corpus(79).over("SELECT * FROM rentev WHERE estado = 'ativo'").key("nuts3", "STRING").key("sexo", "STRING", SEX).shown("registos", "BIGINT", records()),

            corpus(80).over("SELECT * FROM rentev").share("rcp", "recusa_rcp").share("paliativos", "aceita_paliativos"),

            corpus(81).over("SELECT * FROM ccc").other(PRESCRITOR, 3).key("grupo", "STRING", "1", "2").sensitive("resultado", "STRING", "apto", "apto com restrições", "inapto")
                    .shown("n", "BIGINT", records()),

            corpus(82).over("SELECT *, (year(data_emissao) - ano_nascimento) // 10 * 10 AS idade FROM ccc").other(PRESCRITOR, 3).key("idade", "BIGINT")
                    .mean("od", "DECIMAL(7,6)", "acuidade_od").mean("oe", "DECIMAL(7,6)", "acuidade_oe"),

            corpus(83).over("SELECT * FROM bas").sensitive("tipo_beneficio", "STRING", "medicamento", "óculos", "prótese dentária").shown("pessoas", "BIGINT", persons())
                    .shown("pago", "DECIMAL(20,2)", sum("valor_bas")),

            corpus(84).over("SELECT *, year(data_evento) AS ano FROM rse").other("autor_cedula", 3)
                    .key("tipo_documento", "STRING", "resumo clínico", "alergia", "vacina", "episódio", "nota de alta", "resultado MCDT").key("ano", "INT").shown("n", "BIGINT", records()),

            corpus(85).over("SELECT *, left(codigo, 3) AS codigo3 FROM rse WHERE sistema_codigos = 'ICPC-2'").other("autor_cedula", 3).hiddenSensitive("codigo3")
                    .column("codigo", "STRING", made(known -> known.key("codigo3"))).shown("pessoas", "BIGINT", persons()).having(made(known -> known.whole("pessoas") >= 20, "pessoas")));

    private static Asked teeth(int number, String records) {
        return corpus(number).over(records).other("dentista_cedula", 3);
    }

    private CorpusOfOtherSystems() {}
}
