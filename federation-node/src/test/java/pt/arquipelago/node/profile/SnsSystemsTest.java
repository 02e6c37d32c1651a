package pt.arquipelago.node.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/** The fifteen central systems of the SNS, column by column, as their specifications list them, and the hospitals' own discharges. */
class SnsSystemsTest {
    private static final String U = "numero_utente:sD data_nascimento:dQ sexo:cQ concelho_dico:sQ ";
    private static final String P = "prescritor_ordem:cN prescritor_cedula:sD especialidade_cod:cN local_prescricao_cod:sQ ";
    private static final String ULS = "uls_cod:cN ";
    private static final String LINE = "numero_receita:sD codigo_acesso:sX codigo_opcao:sX numero_linha:iN modalidade:cN tipo_linha:cN data_prescricao:tQ "
            + "validade_linha:dN dci:sS cnpem:sS atc:sS forma_farm_cod:cN via_cod:cN dosagem:sN tam_embalagem:iN+ qtd_embalagens:iN+ posologia_texto:sX "
            + "dose_valor:mN+ dose_unidade:cN frequencia:sN duracao_dias:iN+ excecao_tecnica:cS diploma_comparticipacao:sS efr_cod:sQ "
            + "numero_beneficiario:sD estado:cN motivo_anulacao:cN ";

    /**
     * {@code name:type class}: s text, c coded, l list of codes, i whole number, m decimal, b truth, d date, t timestamp; D direct identifier, X dropped,
     * Q quasi-identifier, S sensitive, N neither; + a measure.
     */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("rnu", U + "nome_completo:sX nif:sX niss:sX cc_numero:sX titulo_residencia:sX nacionalidade:cQ naturalidade_pais:cQ codigo_postal:sQ "
                    + "dicofre:sQ telemovel:sX email:sX tipo_registo:cN data_obito:dS isento_taxa_moderadora:bS motivo_isencao:cS "
                    + "regime_especial_comparticipacao:bS subsistema:cQ uf_cod:sQ medico_familia_cedula:sD data_inscricao_csp:dN"),
            Map.entry("pem", U + P + ULS + LINE),
            Map.entry("pem-ppp", U + P + LINE + "nif_entidade:sX tipo_entidade:cN certidao_permanente:sX metodo_autenticacao:cN versao_software:sN"),
            Map.entry("dem", U + "numero_receita:sD numero_linha:iN id_dispensa:sD data_dispensa:tQ farmacia_cod:sQ farmacia_concelho:sQ nr_registo:sS cnpem:sS "
                    + "atc:sS qtd_dispensada:iN+ pvp:mN+ preco_referencia:mN+ escalao_comparticipacao:cN valor_sns:mN+ valor_utente:mN+ efr_cod:sQ "
                    + "exerceu_opcao:bN generico:bN grupo_homogeneo:sN lote:sQ bas_valor:mS+ estado:cN"),
            Map.entry("esp", U + P + ULS + "numero_requisicao:sD entidade_responsavel:sQ efr_cod:sQ natureza_prestacao:cN area_mcdt:cN codigo_sns:sS "
                    + "codigo_convencionado:sS designacao:sN quantidade:iN+ domicilio:bS urgente:bN isencao_taxa:bS data_requisicao:tQ data_realizacao:dQ "
                    + "entidade_prestadora_nipc:sQ loinc:sS resultado_valor:mS+ unidade_ucum:sN ref_min:mN ref_max:mN estado:cN"),
            Map.entry("crd", U + P + ULS + "id_prescricao:sD modalidade:cS subtipo:cS contexto_clinico:cS horas_dia:mN+ debito_l_min:mN+ interface:cN fonte:cN "
                    + "pao2_mmhg:mS+ spo2:mS+ iah:mS+ pressao_cmh2o:mN+ prescricao_inicial:bN data_inicio:dQ data_fim:dQ fornecedor_cod:sQ preco_dia:mN+"),
            Map.entry("sico", "numero_certificado:sD " + U + "nome:sX tipo_certificado:cN data_obito:tQ idade_obito:iQ+ local_obito_tipo:cQ concelho_obito:sQ "
                    + "estado_civil:cQ profissao_cpp:cQ causa_Ia:sS causa_Ib:sS causa_Ic:sS causa_Id:sS intervalo_Ia:sN intervalo_Ib:sN intervalo_Ic:sN "
                    + "intervalo_Id:sN causa_II:sS causa_basica:sS autopsia:cS tipo_morte:cS gravidez_relacionada:bS medico_certificador_cedula:sD"),
            Map.entry("rentev", U + "id_dav:sD data_assinatura:dQ data_registo:dQ data_validade:dN estado:cN tem_procurador:bS procurador_nome:sX "
                    + "procurador_contacto:sX procurador_suplente:bS recusa_rcp:bS recusa_suporte_artificial:bS recusa_hidratacao_alimentacao:bS "
                    + "aceita_paliativos:bS recusa_ensaios:bS texto_livre:sX balcao_rentev:sQ canal:cN n_consultas_profissionais:iN+"),
            Map.entry("ccc", U + P + ULS + "numero_atestado:sD numero_carta:sD grupo:cN categorias:lN motivo:cN resultado:cS codigos_restricao:lS acuidade_od:mS+ "
                    + "acuidade_oe:mS+ campo_visual:cS patologias:lS parecer_especialista:bN anotacao:sX data_emissao:dQ data_validade:dN modo:cN"),
            Map.entry("siso", U + "numero_cheque:sD tipo_cheque:cS ordem_cheque:iN valor_eur:mN+ data_emissao:dQ data_utilizacao:dQ data_caducidade:dN "
                    + "dentista_cedula:sD clinica_cod:sQ dente_fdi:sN face:cN diagnostico:cS procedimento:cS cpod:iS+ plano_concluido:bN biopsia_resultado:cS"),
            Map.entry("rse", U + "id_documento:sD tipo_documento:cN instituicao_cod:sQ data_evento:tQ autor_cedula:sD sistema_codigos:cN codigo:sS descricao:sN "
                    + "estado_clinico:cN verificacao:cN gravidade:cN data_inicio:dQ data_fim:dQ valor:mS+ unidade:sN confidencialidade:cS "
                    + "consentimento_partilha:bS texto_livre:sX"),
            Map.entry("bas", U + "id_pedido:sD niss:sX beneficiario_csi:bS tipo_beneficio:cS numero_receita:sD numero_fatura:sD data_fatura:dQ data_pedido:dQ "
                    + "valor_despesa:mN+ valor_comparticipado_sns:mN+ valor_bas:mN+ estado:cN motivo_recusa:cN data_pagamento:dN iban:sX uf_cod:sQ"),
            Map.entry("rnp", "id_profissional:sD nome:sX nif:sX data_nascimento:dQ sexo:cQ nacionalidade:cQ ordem:cN cedula:sD tipo_identificador:cN "
                    + "grupo_profissional:cN especialidades:lN subespecialidade:cN estado:cN data_inicio:dN data_fim_suspensao:dN instituicao_cod:sQ nuts3:cN "
                    + "vinculo:cN"),
            Map.entry("cit", U + P + ULS + "numero_cit:sD niss:sX classificacao:cS tipo:cN data_inicio:dQ data_fim:dQ dias:iN+ internamento:bS "
                    + "cirurgia_ambulatorio:bS autorizacao_saida:bN codigo_icpc2:sS codigo_icd10:sS familiar_numero_utente:sD parentesco:cN origem:cN "
                    + "data_emissao:tQ"),
            Map.entry("siars", U + "id_contacto:sD data_contacto:tQ tipo_contacto:cN ars:cN aces_legado:cN uls:cN uf_cod:sQ uf_tipo:cN profissional_cedula:sD "
                    + "programa_saude:cS icpc2:sS componente_icpc:iN pas:iS+ pad:iS+ peso:mS+ altura:mS+ hba1c:mS+ tabagismo:cS id_indicador:sN numerador:bN "
                    + "denominador:bN"),
            Map.entry("gdh", U + "numero_episodio:sD hospital_cod:sQ modulo:cN tipo_admissao:cN data_admissao:dQ data_alta:dQ dias_internamento:iN+ destino_alta:cS "
                    + "servico_alta:sQ medico_cedula:sD efr_cod:sQ diagnostico_principal:sS diagnosticos:lS causa_externa:sS procedimento_principal:sS data_procedimento:dQ "
                    + "procedimentos:lS gcd:sS gdh:sS tipo_gdh:cS severidade:iS mortalidade:iS peso_relativo:mN+"));

    private static final Map<String, String> CATEGORIES = Map.ofEntries(Map.entry("rnu", "HRAD PHDR"), Map.entry("pem", "EHRS HRAD"),
            Map.entry("pem-ppp", "EHRS HRAD IDHP"), Map.entry("dem", "HRAD"), Map.entry("esp", "EHRS HRAD"), Map.entry("crd", "EHRS HRAD"),
            Map.entry("sico", "MRMR"), Map.entry("rentev", "PHDR"), Map.entry("ccc", "EHRS HRAD"), Map.entry("siso", "EHRS HRAD"), Map.entry("rse", "EHRS"),
            Map.entry("bas", "DIOH HRAD"), Map.entry("rnp", "IDHP"), Map.entry("cit", "EHRS HRAD"), Map.entry("siars", "EHRS NRPE PHDR"),
            Map.entry("gdh", "EHRS HRAD"));

    /** Who else is protected in a row; whoever is not here has nobody. */
    private static final Map<String, Set<String>> OTHERS = Map.ofEntries(Map.entry("rnu", Set.of("medico_familia_cedula:3")),
            Map.entry("pem", Set.of("prescritor_cedula:3")), Map.entry("pem-ppp", Set.of("prescritor_cedula:3")), Map.entry("esp", Set.of("prescritor_cedula:3")),
            Map.entry("crd", Set.of("prescritor_cedula:3")), Map.entry("sico", Set.of("medico_certificador_cedula:3")),
            Map.entry("ccc", Set.of("prescritor_cedula:3")), Map.entry("siso", Set.of("dentista_cedula:3")), Map.entry("rse", Set.of("autor_cedula:3")),
            Map.entry("cit", Set.of("prescritor_cedula:3", "familiar_numero_utente:10")), Map.entry("siars", Set.of("profissional_cedula:3")),
            Map.entry("gdh", Set.of("medico_cedula:3")));

    static List<String> systems() {
        return ProfileReader.SYSTEMS;
    }

    @Test
    void allSixteenAreThere() {
        assertThat(ProfileReader.SYSTEMS).containsExactlyInAnyOrderElementsOf(COLUMNS.keySet()).hasSize(16);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void everyColumnIsThereWithItsTypeClassAndMark(String system) {
        Profile profile = ProfileReader.named(system);
        List<String> found = new ArrayList<>();
        for (SourceColumn column : profile.columns()) {
            found.add(column.name() + ":" + (column.makes().stream().anyMatch(lake -> lake.description().isPseudonym()) ? "D" : type(column) + cls(column)));
        }
        List<String> expected = new ArrayList<>();
        for (String column : COLUMNS.get(system).split(" ")) {
            String name = column.substring(0, column.indexOf(':') + 1);
            String rest = column.substring(name.length()).replace('c', 's');
            // A number of a beneficiary with another payer links nothing here, and goes.
            boolean dropped = rest.charAt(1) == 'X' || name.equals("numero_beneficiario:");
            expected.add(name + (dropped ? "sX" : rest.charAt(1) == 'D' ? "D" : rest));
        }
        assertThat(found).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void subjectsOthersCategoriesAndTextsAreSaid(String system) {
        Profile profile = ProfileReader.named(system);
        assertThat(profile.system().toLowerCase()).isEqualTo(system);
        assertThat(profile.subject().column()).isEqualTo(system.equals("rnp") ? "cedula" : "numero_utente");
        assertThat(profile.alsoProtected().stream().map(other -> other.column() + ":" + other.threshold()).collect(Collectors.toSet()))
                .isEqualTo(OTHERS.getOrDefault(system, Set.of()));
        assertThat(profile.alsoProtected()).extracting(ProtectedColumn::type).isSubsetOf("professional", "family_member");
        assertThat(profile.texts().categories().stream().map(letter -> HealthCategory.ofLetter(letter).code()).collect(Collectors.joining(" ")))
                .isEqualTo(CATEGORIES.get(system));
        assertThat(profile.texts().legalBasis()).isNotBlank();
        assertThat(profile.texts().keywords()).hasSizeGreaterThan(1);
        assertThat(profile.period()).isPresent();
        assertThat(profile.rules()).isNotEmpty();
        assertThat(List.of(profile.texts().title(), profile.texts().description(), profile.texts().catalogue().population(),
                profile.texts().catalogue().provenance(), profile.texts().catalogue().retention()))
                .allSatisfy(text -> assertThat(text.pt()).isNotBlank().isNotEqualTo(text.en()));
        assertThat(profile.lakeColumns()).allSatisfy(column -> assertThat(List.of(column.title().pt(), column.title().en())).doesNotContain(""));
        assertThat(profile.minimumPersons()).isEqualTo(system.equals("rentev") ? 10 : 1);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void noDateOfBirthFreeTextOrUngeneralisedIdentifierEntersTheLake(String system) {
        List<ColumnDescription> lake = ProfileReader.named(system).lakeColumns();
        assertThat(lake).extracting(ColumnDescription::name).contains("ano_nascimento", "faixa_etaria", "sexo", "nuts3").doesNotContain("data_nascimento", "codigo_postal");
        assertThat(lake).filteredOn(ColumnDescription::isPseudonym).allMatch(column -> column.type().equals(ValueType.BIGINT));
        assertThat(lake).filteredOn(ColumnDescription::measure).allMatch(column -> column.cls() != ColumnClass.IDENTIFIER && column.type().isNumeric());
        assertThat(ProfileReader.named(system).columns()).filteredOn(SourceColumn::isList)
                .allSatisfy(list -> assertThat(list.makes()).allMatch(made -> !made.description().groupable()));
    }

    @Test
    void questionsMayRelyOnWhatEveryRowHas() {
        assertThat(required("gdh")).contains("sexo", "hospital_cod", "data_alta", "ano_nascimento", "faixa_etaria", "dias_internamento")
                .doesNotContain("numero_utente", "concelho_dico", "nuts3", "servico_alta", "data_procedimento");
        assertThat(required("rse")).contains("tipo_documento").doesNotContain("codigo", "descricao", "confidencialidade");
        assertThat(required("rnu")).contains("faixa_etaria", "ano_nascimento");
    }

    private static List<String> required(String system) {
        return ProfileReader.named(system).lakeColumns().stream().filter(ColumnDescription::required).map(ColumnDescription::name).toList();
    }

    @Test
    void documentsJoinAcrossSystemsByTheirOwnType() {
        assertThat(List.of(document("pem", "numero_receita"), document("pem-ppp", "numero_receita"), document("dem", "numero_receita"), document("bas", "numero_receita")))
                .containsOnly("document:PRESCRIPTION");
        Map<String, Long> types = systems().stream().flatMap(system -> ProfileReader.named(system).lakeColumns().stream()).filter(ColumnDescription::isDocument)
                .collect(Collectors.groupingBy(column -> column.identifierType().orElseThrow(), Collectors.counting()));
        assertThat(types.keySet()).allSatisfy(type -> assertThat(IdentifierType.valueOf(type.substring("document:".length()))).isNotEqualTo(IdentifierType.GENERIC));
        assertThat(types).hasSize(16).containsEntry("document:PRESCRIPTION", 4L).containsEntry("document:DENTAL_VOUCHER", 1L);
        assertThat(document("rnp", "cedula")).isEqualTo("professional");
    }

    private static String document(String system, String column) {
        return ProfileReader.named(system).lakeColumns().stream().filter(made -> made.name().equals(column)).findFirst().orElseThrow().identifierType().orElseThrow();
    }

    private static String type(SourceColumn column) {
        return column.isDropped() ? "s" : switch (column.type().kind()) {
            case STRING -> "s";
            case LIST -> "l";
            case INT -> "i";
            case DECIMAL -> "m";
            case BOOLEAN -> "b";
            case DATE -> "d";
            case TIMESTAMP -> "t";
            case BIGINT, DOUBLE -> "?";
        };
    }

    private static String cls(SourceColumn column) {
        if (column.isDropped()) {
            return "X";
        }
        Set<String> letters = column.makes().stream().map(made -> made.description().cls().name().substring(0, 1)).collect(Collectors.toSet());
        return String.join("", letters) + (column.makes().stream().anyMatch(made -> made.description().measure()) ? "+" : "");
    }
}
