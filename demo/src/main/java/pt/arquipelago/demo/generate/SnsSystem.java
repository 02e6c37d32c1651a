package pt.arquipelago.demo.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The systems with extracts, and the columns of each in their order. */
enum SnsSystem {
    RNU("numero_utente,data_nascimento,sexo,concelho_dico,nome_completo,nif,niss,cc_numero,titulo_residencia,nacionalidade,naturalidade_pais,"
            + "codigo_postal,dicofre,telemovel,email,tipo_registo,data_obito,isento_taxa_moderadora,motivo_isencao,regime_especial_comparticipacao,"
            + "subsistema,uf_cod,medico_familia_cedula,data_inscricao_csp"),
    PEM("numero_utente,data_nascimento,sexo,concelho_dico,prescritor_ordem,prescritor_cedula,especialidade_cod,local_prescricao_cod,uls_cod,"
            + "numero_receita,codigo_acesso,codigo_opcao,numero_linha,modalidade,tipo_linha,data_prescricao,validade_linha,dci,cnpem,atc,forma_farm_cod,"
            + "via_cod,dosagem,tam_embalagem,qtd_embalagens,posologia_texto,dose_valor,dose_unidade,frequencia,duracao_dias,excecao_tecnica,"
            + "diploma_comparticipacao,efr_cod,numero_beneficiario,estado,motivo_anulacao"),
    DEM("numero_utente,data_nascimento,sexo,concelho_dico,numero_receita,numero_linha,id_dispensa,data_dispensa,farmacia_cod,farmacia_concelho,"
            + "nr_registo,cnpem,atc,qtd_dispensada,pvp,preco_referencia,escalao_comparticipacao,valor_sns,valor_utente,efr_cod,exerceu_opcao,generico,"
            + "grupo_homogeneo,lote,bas_valor,estado"),
    CIT("numero_utente,data_nascimento,sexo,concelho_dico,prescritor_ordem,prescritor_cedula,especialidade_cod,local_prescricao_cod,uls_cod,"
            + "numero_cit,niss,classificacao,tipo,data_inicio,data_fim,dias,internamento,cirurgia_ambulatorio,autorizacao_saida,codigo_icpc2,"
            + "codigo_icd10,familiar_numero_utente,parentesco,origem,data_emissao");

    private final String header;
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();

    SnsSystem(String header) {
        this.header = header;
        columns = List.of(header.split(","));
        columns.forEach(column -> places.put(column, places.size()));
    }

    String header() {
        return header;
    }

    List<String> columns() {
        return columns;
    }

    int column(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(this + " has no column " + name);
        }
        return place;
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".csv";
    }
}
