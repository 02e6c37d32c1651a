package pt.arquipelago.demo.start;

import java.util.List;

/** The questions that the demonstration asks, each with what a reader should see happen. */
record Questions(String title, String sql, Ending ending) {
    enum Ending { RELEASED, SUPPRESSED, REFUSED }

    static final Questions MEDICINES = new Questions("Diabetes medicines dispensed, by ATC level 3, age band and sex", """
            SELECT substring(atc, 1, 4) AS atc3, faixa_etaria, sexo,
                   sum(qtd_dispensada) AS embalagens, count(DISTINCT person) AS pessoas, sum(valor_sns + valor_utente) AS custo
            FROM dem
            WHERE atc LIKE 'A10%'
            GROUP BY substring(atc, 1, 4), faixa_etaria, sexo
            ORDER BY atc3, faixa_etaria, sexo""", Ending.RELEASED);

    static final List<Questions> FURTHER = List.of(
            new Questions("Days of sick leave, by ICPC-2 chapter and month", """
                    SELECT substring(codigo_icpc2, 1, 1) AS capitulo, date_trunc('MONTH', data_inicio) AS mes,
                           count(*) AS certificados, sum(dias) AS dias_baixa
                    FROM cit
                    GROUP BY substring(codigo_icpc2, 1, 1), date_trunc('MONTH', data_inicio)
                    ORDER BY capitulo, mes""", Ending.RELEASED),
            new Questions("A village: too few people to show", """
                    SELECT sexo, count(*) AS pessoas
                    FROM rnu
                    WHERE dicofre = '060201' AND faixa_etaria = '85-89'
                    GROUP BY sexo""", Ending.SUPPRESSED),
            new Questions("A pseudonym beside a literal", "SELECT count(*) AS n FROM dem WHERE person = 1234567890", Ending.REFUSED),
            new Questions("The largest value of all", "SELECT sexo, max(pvp) AS maximo FROM dem GROUP BY sexo", Ending.REFUSED));
}
