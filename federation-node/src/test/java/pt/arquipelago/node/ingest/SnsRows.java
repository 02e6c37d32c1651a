package pt.arquipelago.node.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pt.arquipelago.node.profile.Load;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.profile.SourceColumn;

/** A good row of each SNS system, written by hand, with a value in every column that can have one beside the others. */
public final class SnsRows {
    private static final String U = "numero_utente=813274659;data_nascimento=1950-07-15;sexo=F;concelho_dico=1312;";
    private static final String P = "prescritor_ordem=OM;prescritor_cedula=77613;especialidade_cod=29;local_prescricao_cod=3101234;";
    private static final String ULS = "uls_cod=ULSSJ;";
    private static final String LINE = "numero_receita=1011928374655564738;codigo_acesso=928173;codigo_opcao=8391;numero_linha=1;modalidade=RSP;tipo_linha=LN;"
            + "data_prescricao=2025-03-01 10:00:00;validade_linha=2025-05-01;dci=Metformina;cnpem=50001234;atc=A10BA02;forma_farm_cod=31;via_cod=48;dosagem=1000 mg;"
            + "tam_embalagem=60;qtd_embalagens=2;posologia_texto=tomar com leite;dose_valor=1.000;dose_unidade=comprimido;frequencia=12h;duracao_dias=60;"
            + "excecao_tecnica=c;diploma_comparticipacao=Despacho 10279/2008;efr_cod=935601;numero_beneficiario=BN92837465;estado=ativa;motivo_anulacao=;";
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("rnu", U + "nome_completo=Marcada Da Silva;nif=123456789;niss=12345678902;cc_numero=000000000ZZ4;titulo_residencia=TR8273645;nacionalidade=PT;"
                    + "naturalidade_pais=PT;codigo_postal=4200-319;dicofre=131210;telemovel=931928374;email=marcada@exemplo.pt;tipo_registo=atualizado;"
                    + "data_obito=2024-01-01;isento_taxa_moderadora=S;motivo_isencao=insuficiência económica;regime_especial_comparticipacao=N;subsistema=SNS;"
                    + "uf_cod=3101234;medico_familia_cedula=77613;data_inscricao_csp=2001-02-03"),
            Map.entry("pem", U + P + ULS + LINE),
            Map.entry("pem-ppp", U + P + LINE + "nif_entidade=509540716;tipo_entidade=coletiva;certidao_permanente=1234-5678-9012;metodo_autenticacao=CMD;versao_software=4.0.1"),
            Map.entry("dem", U + "numero_receita=1011928374655564738;numero_linha=1;id_dispensa=DSP9283746551;data_dispensa=2025-03-02 10:00:00;farmacia_cod=12345;"
                    + "farmacia_concelho=1312;nr_registo=5440987;cnpem=50001234;atc=A10BA02;qtd_dispensada=2;pvp=12.50;preco_referencia=10.00;escalao_comparticipacao=A;"
                    + "valor_sns=9.00;valor_utente=3.50;efr_cod=935601;exerceu_opcao=N;generico=S;grupo_homogeneo=GH0042;lote=L42;bas_valor=0.50;estado=dispensada"),
            Map.entry("esp", U + P + ULS + "numero_requisicao=8273645510;entidade_responsavel=SNS;efr_cod=935601;natureza_prestacao=convencionado;area_mcdt=A;"
                    + "codigo_sns=21101;codigo_convencionado=338.7;designacao=Ácido úrico, s/u/l;quantidade=1;domicilio=N;urgente=N;isencao_taxa=S;"
                    + "data_requisicao=2025-03-01 09:00:00;data_realizacao=2025-03-05;entidade_prestadora_nipc=509540716;loinc=3084-1;resultado_valor=5.2;"
                    + "unidade_ucum=mg/dL;ref_min=2.6;ref_max=6.0;estado=realizada"),
            Map.entry("crd", U + P + ULS + "id_prescricao=CRD827364551;modalidade=oxigenoterapia;subtipo=OLD;contexto_clinico=J44.9;horas_dia=16;debito_l_min=2.0;"
                    + "interface=óculos nasais;fonte=concentrador;pao2_mmhg=54;spo2=86;iah=3.5;pressao_cmh2o=;prescricao_inicial=S;data_inicio=2025-03-01;"
                    + "data_fim=2025-08-31;fornecedor_cod=F12;preco_dia=2.10"),
            Map.entry("sico", "numero_certificado=SICO827364551;" + U + "nome=Marcada Da Silva;tipo_certificado=geral;data_obito=2025-03-01 04:30:00;idade_obito=74;"
                    + "local_obito_tipo=hospital;concelho_obito=1312;estado_civil=casado;profissao_cpp=5120;causa_Ia=I21.9;causa_Ib=I25.1;causa_Ic=E78.5;causa_Id=;"
                    + "intervalo_Ia=horas;intervalo_Ib=anos;intervalo_Ic=anos;intervalo_Id=;causa_II=E11.9;causa_basica=I25.1;autopsia=não;tipo_morte=natural;"
                    + "gravidez_relacionada=N;medico_certificador_cedula=77613"),
            Map.entry("rentev", U + "id_dav=DAV827364551;data_assinatura=2024-02-29;data_registo=2024-03-02;data_validade=2029-02-28;estado=ativo;tem_procurador=S;"
                    + "procurador_nome=Marcado Da Costa;procurador_contacto=931928375;procurador_suplente=N;recusa_rcp=S;recusa_suporte_artificial=S;"
                    + "recusa_hidratacao_alimentacao=N;aceita_paliativos=S;recusa_ensaios=S;texto_livre=não quero que a Marcada decida;balcao_rentev=B12;canal=balcão;"
                    + "n_consultas_profissionais=0"),
            Map.entry("ccc", U + P + ULS + "numero_atestado=CCC827364551;numero_carta=P-9283746;grupo=1;categorias=C1|B;motivo=revalidação;resultado=apto com restrições;"
                    + "codigos_restricao=01.06|78;acuidade_od=0.8;acuidade_oe=1;campo_visual=normal;patologias=T90;parecer_especialista=N;anotacao=a Marcada vê mal;"
                    + "data_emissao=2025-03-01;data_validade=2027-03-01;modo=online"),
            Map.entry("siso", U + "numero_cheque=SO827364551;tipo_cheque=SOI;ordem_cheque=1;valor_eur=35.00;data_emissao=2025-03-01;data_utilizacao=2025-04-01;"
                    + "data_caducidade=2026-03-01;dentista_cedula=4711;clinica_cod=CL9;dente_fdi=36;face=O/I;diagnostico=cárie;procedimento=restauração;cpod=7;"
                    + "plano_concluido=N;biopsia_resultado="),
            Map.entry("rse", U + "id_documento=RSE827364551;tipo_documento=resumo clínico;instituicao_cod=I31;data_evento=2025-03-01 11:00:00;autor_cedula=77613;"
                    + "sistema_codigos=ICPC-2;codigo=T90;descricao=Diabetes não insulino-dependente;estado_clinico=ativo;verificacao=confirmado;gravidade=moderada;"
                    + "data_inicio=2010-01-01;data_fim=2025-01-01;valor=7.1;unidade=%;confidencialidade=N;consentimento_partilha=S;texto_livre=a Marcada queixa-se"),
            Map.entry("bas", U + "id_pedido=BAS827364551;niss=12345678902;beneficiario_csi=S;tipo_beneficio=medicamento;numero_receita=1011928374655564738;"
                    + "numero_fatura=FT-2025/928;data_fatura=2025-03-01;data_pedido=2025-08-28;valor_despesa=20.00;valor_comparticipado_sns=13.00;"
                    + "valor_bas=3.50;estado=pago;motivo_recusa=;data_pagamento=2025-10-01;iban=PT50000201231234567890154;uf_cod=3101234"),
            Map.entry("rnp", "id_profissional=RNP827364551;nome=Marcada Da Silva;nif=123456789;data_nascimento=1970-07-15;sexo=F;nacionalidade=PT;ordem=OM;cedula=77613;"
                    + "tipo_identificador=cédula;grupo_profissional=médico;especialidades=29;subespecialidade=;estado=ativo;data_inicio=1996-01-01;"
                    + "data_fim_suspensao=2001-01-01;instituicao_cod=I31;nuts3=PT11A;vinculo=contrato"),
            Map.entry("cit", U + P + ULS + "numero_cit=CIT9283746551;niss=12345678902;classificacao=doença natural;tipo=inicial;data_inicio=2025-03-01;data_fim=2025-03-12;"
                    + "dias=12;internamento=N;cirurgia_ambulatorio=N;autorizacao_saida=S;codigo_icpc2=R74;codigo_icd10=J06.9;familiar_numero_utente=729183645;"
                    + "parentesco=filho;origem=CSP;data_emissao=2025-03-01 10:00:00"),
            Map.entry("siars", U + "id_contacto=SIARS827364551;data_contacto=2025-03-01 10:00:00;tipo_contacto=presencial;ars=Norte;aces_legado=ACES Porto Oriental;uls=ULSSJ;"
                    + "uf_cod=3101234;uf_tipo=USF-B;profissional_cedula=77613;programa_saude=diabetes;icpc2=T90;componente_icpc=7;pas=140;pad=85;peso=71.5;altura=163;"
                    + "hba1c=7.1;tabagismo=não;id_indicador=2013.045.01;numerador=S;denominador=S"),
            Map.entry("gdh", U + "numero_episodio=EP827364551;hospital_cod=3900001;modulo=internamento;tipo_admissao=urgente;data_admissao=2025-03-01;data_alta=2025-03-08;"
                    + "dias_internamento=7;destino_alta=domicílio;servico_alta=37;medico_cedula=77613;efr_cod=935601;diagnostico_principal=I63.9;diagnosticos=I10|E11.9;"
                    + "causa_externa=;procedimento_principal=B020ZZZ;data_procedimento=2025-03-01;procedimentos=4A023N7|027034Z;gcd=01;gdh=045;tipo_gdh=M;severidade=2;"
                    + "mortalidade=1;peso_relativo=0.85"));

    private SnsRows() {}

    /** Columns and values in the order of the profile. */
    public static Map<String, String> good(String system) {
        Map<String, String> given = pairs(GOOD.get(system));
        Map<String, String> row = new LinkedHashMap<>();
        for (SourceColumn column : ProfileReader.named(system).columns()) {
            row.put(column.name(), given.remove(column.name()));
        }
        if (!given.isEmpty() || row.containsValue(null)) {
            throw new IllegalStateException(system + ": " + given.keySet() + " are not in the profile, or " + row + " lacks a value");
        }
        return row;
    }

    /** A good row with {@code column=value;…} instead. */
    public static Map<String, String> with(String system, String changes) {
        Map<String, String> row = good(system);
        pairs(changes).forEach((column, value) -> {
            if (row.put(column, value) == null) {
                throw new IllegalStateException(system + " has no column " + column);
            }
        });
        return row;
    }

    /** The row as of another document: its own number where the good row's stands in the key by which rows are loaded. */
    public static Map<String, String> numbered(String system, Map<String, String> row, int number) {
        if (ProfileReader.named(system).load() instanceof Load.Upsert upsert) {
            Map<String, String> good = good(system);
            upsert.key().stream().filter(column -> good.get(column).length() > 9 && good.get(column).equals(row.get(column)))
                    .forEach(column -> row.put(column, good.get(column).substring(0, good.get(column).length() - 5) + (90_000 - number)));
        }
        return row;
    }

    /** The rows as an extract, beginning with its header: line 2 is the first. */
    public static String csv(List<Map<String, String>> rows) {
        List<String> lines = new ArrayList<>(List.of(String.join(";", rows.get(0).keySet())));
        rows.forEach(row -> lines.add(row.values().stream().map(value -> value.contains(",") ? "\"" + value + "\"" : value).collect(Collectors.joining(";"))));
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(";")) {
            pairs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return pairs;
    }
}
