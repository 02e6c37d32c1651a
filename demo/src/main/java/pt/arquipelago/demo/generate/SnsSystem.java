package pt.arquipelago.demo.generate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The systems with extracts, and the columns of each in their order. */
enum SnsSystem {
    RNU(Of.PATIENT + "nome_completo,nif,niss,cc_numero,titulo_residencia,nacionalidade,naturalidade_pais,codigo_postal,dicofre,telemovel,email,tipo_registo,"
            + "data_obito,isento_taxa_moderadora,motivo_isencao,regime_especial_comparticipacao,subsistema,uf_cod,medico_familia_cedula,data_inscricao_csp"),
    PEM(Of.PATIENT + Of.PRESCRIBER + "uls_cod," + Of.PRESCRIPTION),
    PEM_PPP(Of.PATIENT + Of.PRESCRIBER + Of.PRESCRIPTION + ",nif_entidade,tipo_entidade,certidao_permanente,metodo_autenticacao,versao_software"),
    DEM(Of.PATIENT + "numero_receita,numero_linha,id_dispensa,data_dispensa,farmacia_cod,farmacia_concelho,nr_registo,cnpem,atc,qtd_dispensada,pvp,"
            + "preco_referencia,escalao_comparticipacao,valor_sns,valor_utente,efr_cod,exerceu_opcao,generico,grupo_homogeneo,lote,bas_valor,estado"),
    ESP(Of.PATIENT + Of.PRESCRIBER + "uls_cod,numero_requisicao,entidade_responsavel,efr_cod,natureza_prestacao,area_mcdt,codigo_sns,codigo_convencionado,"
            + "designacao,quantidade,domicilio,urgente,isencao_taxa,data_requisicao,data_realizacao,entidade_prestadora_nipc,loinc,resultado_valor,"
            + "unidade_ucum,ref_min,ref_max,estado"),
    CRD(Of.PATIENT + Of.PRESCRIBER + "uls_cod,id_prescricao,modalidade,subtipo,contexto_clinico,horas_dia,debito_l_min,interface,fonte,pao2_mmhg,spo2,iah,"
            + "pressao_cmh2o,prescricao_inicial,data_inicio,data_fim,fornecedor_cod,preco_dia"),
    SICO("numero_certificado," + Of.PATIENT + "nome,tipo_certificado,data_obito,idade_obito,local_obito_tipo,concelho_obito,estado_civil,profissao_cpp,"
            + "causa_Ia,causa_Ib,causa_Ic,causa_Id,intervalo_Ia,intervalo_Ib,intervalo_Ic,intervalo_Id,causa_II,causa_basica,autopsia,tipo_morte,"
            + "gravidez_relacionada,medico_certificador_cedula"),
    RENTEV(Of.PATIENT + "id_dav,data_assinatura,data_registo,data_validade,estado,tem_procurador,procurador_nome,procurador_contacto,procurador_suplente,"
            + "recusa_rcp,recusa_suporte_artificial,recusa_hidratacao_alimentacao,aceita_paliativos,recusa_ensaios,texto_livre,balcao_rentev,canal,"
            + "n_consultas_profissionais"),
    CCC(Of.PATIENT + Of.PRESCRIBER + "uls_cod,numero_atestado,numero_carta,grupo,categorias,motivo,resultado,codigos_restricao,acuidade_od,acuidade_oe,"
            + "campo_visual,patologias,parecer_especialista,anotacao,data_emissao,data_validade,modo"),
    SISO(Of.PATIENT + "numero_cheque,tipo_cheque,ordem_cheque,valor_eur,data_emissao,data_utilizacao,data_caducidade,dentista_cedula,clinica_cod,dente_fdi,"
            + "face,diagnostico,procedimento,cpod,plano_concluido,biopsia_resultado"),
    RSE(Of.PATIENT + "id_documento,tipo_documento,instituicao_cod,data_evento,autor_cedula,sistema_codigos,codigo,descricao,estado_clinico,verificacao,"
            + "gravidade,data_inicio,data_fim,valor,unidade,confidencialidade,consentimento_partilha,texto_livre"),
    BAS(Of.PATIENT + "id_pedido,niss,beneficiario_csi,tipo_beneficio,numero_receita,numero_fatura,data_fatura,data_pedido,valor_despesa,"
            + "valor_comparticipado_sns,valor_bas,estado,motivo_recusa,data_pagamento,iban,uf_cod"),
    RNP("id_profissional,nome,nif,data_nascimento,sexo,nacionalidade,ordem,cedula,tipo_identificador,grupo_profissional,especialidades,subespecialidade,"
            + "estado,data_inicio,data_fim_suspensao,instituicao_cod,nuts3,vinculo"),
    CIT(Of.PATIENT + Of.PRESCRIBER + "uls_cod,numero_cit,niss,classificacao,tipo,data_inicio,data_fim,dias,internamento,cirurgia_ambulatorio,"
            + "autorizacao_saida,codigo_icpc2,codigo_icd10,familiar_numero_utente,parentesco,origem,data_emissao"),
    SIARS(Of.PATIENT + "id_contacto,data_contacto,tipo_contacto,ars,aces_legado,uls,uf_cod,uf_tipo,profissional_cedula,programa_saude,icpc2,componente_icpc,"
            + "pas,pad,peso,altura,hba1c,tabagismo,id_indicador,numerador,denominador"),
    GDH(Of.PATIENT + "numero_episodio,hospital_cod,modulo,tipo_admissao,data_admissao,data_alta,dias_internamento,destino_alta,servico_alta,medico_cedula,efr_cod,"
            + "diagnostico_principal,diagnosticos,causa_externa,procedimento_principal,data_procedimento,procedimentos,gcd,gdh,tipo_gdh,severidade,mortalidade,"
            + "peso_relativo");

    /** The columns that several systems share. */
    private static final class Of {
        static final String PATIENT = "numero_utente,data_nascimento,sexo,concelho_dico,";
        static final String PRESCRIBER = "prescritor_ordem,prescritor_cedula,especialidade_cod,local_prescricao_cod,";
        static final String PRESCRIPTION = "numero_receita,codigo_acesso,codigo_opcao,numero_linha,modalidade,tipo_linha,data_prescricao,validade_linha,dci,cnpem,"
                + "atc,forma_farm_cod,via_cod,dosagem,tam_embalagem,qtd_embalagens,posologia_texto,dose_valor,dose_unidade,frequencia,duracao_dias,"
                + "excecao_tecnica,diploma_comparticipacao,efr_cod,numero_beneficiario,estado,motivo_anulacao";
    }

    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();

    SnsSystem(String header) {
        columns = List.of(header.split(","));
        columns.forEach(column -> places.put(column, places.size()));
    }

    /** As it is called: PEM-PPP. */
    String title() {
        return name().replace('_', '-');
    }

    static SnsSystem of(String title) {
        return Arrays.stream(values()).filter(system -> system.title().equalsIgnoreCase(title.replace('_', '-'))).findFirst().orElseThrow(() ->
                new IllegalArgumentException("there is no system " + title + "; there are " + Arrays.stream(values()).map(SnsSystem::title).collect(Collectors.joining(", "))));
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

    boolean has(String column) {
        return places.containsKey(column);
    }

    /** {@code pem-ppp.csv}. */
    String fileName() {
        return title().toLowerCase(Locale.ROOT) + ".csv";
    }
}
