package pt.arquipelago.node.endtoend;

import static pt.arquipelago.node.endtoend.CorpusQuestions.PRESCRITOR;
import static pt.arquipelago.node.endtoend.CorpusQuestions.SEX;
import static pt.arquipelago.node.endtoend.CorpusQuestions.corpus;

import java.util.List;

/** Questions 91 to 93: pairs of measures. */
final class CorpusOfLines {
    static final List<Asked> ALL = List.of(
            corpus(91).over("SELECT *, CASE WHEN valor_sns IS NOT NULL THEN pvp END AS x, CASE WHEN pvp IS NOT NULL THEN valor_sns END AS y, pvp::DOUBLE * valor_sns::DOUBLE AS xy FROM dem")
                    .key("generico", "BOOLEAN").pairs("p", "x", "y", "xy").line("r", "p", Line::correlation).line("declive", "p", Line::slope).line("origem", "p", Line::intercept)
                    .line("r2", "p", line -> line.correlation() * line.correlation()),

            corpus(92).over("""
                    SELECT *, CASE WHEN resultado_valor IS NOT NULL THEN idade END AS x, CASE WHEN idade IS NOT NULL THEN resultado_valor END AS y, resultado_valor::DOUBLE * idade AS xy
                    FROM (SELECT *, year(data_realizacao) - ano_nascimento AS idade FROM esp WHERE loinc = '4548-4')""").other(PRESCRITOR, 3)
                    .key("sexo", "STRING", SEX).pairs("p", "x", "y", "xy").line("por_ano", "p", Line::slope).line("covariancia", "p", line -> line.xy() / (line.pairs() - 1)),

            corpus(93).over("SELECT *, CASE WHEN iah IS NOT NULL THEN horas_dia END AS x, CASE WHEN horas_dia IS NOT NULL THEN iah END AS y, iah::DOUBLE * horas_dia::DOUBLE AS xy FROM crd")
                    .other(PRESCRITOR, 3).pairs("p", "x", "y", "xy").line("covariancia", "p", line -> line.xy() / line.pairs()).line("sxy", "p", Line::xy));

    private CorpusOfLines() {}
}
