package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.profile.Rule;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.SourceType.Kind;
import pt.arquipelago.node.profile.Treatment;

/** What the fifteen systems' profiles let in and what they keep out. */
class SnsExtractsTest {
    /** Rows that are just right, by what they change. */
    private static final Map<String, List<String>> GOOD = Map.ofEntries(
            Map.entry("rnu", List.of("data_obito=", "data_inscricao_csp=", "codigo_postal=")),
            Map.entry("pem", List.of("prescritor_ordem=OMD;especialidade_cod=", "data_prescricao=2025-03-01T10:00:00", "excecao_tecnica=")),
            Map.entry("pem-ppp", List.of("tipo_entidade=singular;certidao_permanente=")),
            Map.entry("dem", List.of("nr_registo=;grupo_homogeneo=")),
            Map.entry("esp", List.of("resultado_valor=;data_realizacao=;entidade_prestadora_nipc=")),
            Map.entry("crd", List.of("pao2_mmhg=58;contexto_clinico=I27.2", "pao2_mmhg=60;contexto_clinico=D75.1", "pao2_mmhg=55",
                    "modalidade=ventiloterapia;subtipo=CPAP;pao2_mmhg=;pressao_cmh2o=9", "modalidade=aerossolterapia;subtipo=;pao2_mmhg=75", "data_fim=")),
            Map.entry("sico", List.of("causa_Ib=;causa_Ic=;causa_II=", "data_nascimento=2025-03-01;idade_obito=0", "causa_basica=C34")),
            Map.entry("rentev", List.of("estado=revogado;tem_procurador=N;procurador_nome=;procurador_contacto=;procurador_suplente=",
                    "data_nascimento=2006-02-28;data_validade=2029-02-28")),
            Map.entry("ccc", List.of("categorias=;codigos_restricao=;patologias=;resultado=inapto", "codigos_restricao=79", "grupo=2;categorias=CE|D")),
            Map.entry("siso", List.of("tipo_cheque=SOVIH", "tipo_cheque=PIPCO;biopsia_resultado=negativa", "dente_fdi=85", "dente_fdi=11;face=L/P",
                    "data_utilizacao=;dentista_cedula=;dente_fdi=;face=;diagnostico=;procedimento=")),
            Map.entry("rse", List.of("confidencialidade=R", "confidencialidade=", "codigo=;valor=")),
            Map.entry("bas", List.of("tipo_beneficio=óculos;numero_receita=;valor_despesa=200.00;valor_comparticipado_sns=;valor_bas=100.00",
                    "tipo_beneficio=prótese dentária;numero_receita=;valor_despesa=333.33;valor_bas=250.00", "estado=recusado;motivo_recusa=fora do prazo;data_pagamento=;valor_bas=0")),
            Map.entry("rnp", List.of("ordem=OE;especialidades=", "especialidades=07|29;estado=suspenso")),
            Map.entry("cit", List.of("tipo=prorrogação;data_fim=2025-03-30;dias=30", "codigo_icpc2=A70;data_fim=2025-08-27;dias=180",
                    "codigo_icpc2=X76;data_fim=2025-05-29;dias=90", "cirurgia_ambulatorio=S;data_fim=2025-04-29;dias=60", "familiar_numero_utente=;parentesco=")),
            Map.entry("siars", List.of("icpc2=-45", "pas=;pad=;peso=;altura=;hba1c=", "numerador=N;denominador=N")),
            Map.entry("gdh", List.of("procedimento_principal=;data_procedimento=;procedimentos=;diagnosticos=;peso_relativo=",
                    "modulo=ambulatório cirúrgico;data_alta=2025-03-01;dias_internamento=0;diagnostico_principal=H25.9",
                    "diagnostico_principal=S72.001A;causa_externa=W19.XXXA;data_nascimento=2025-03-01", "diagnostico_principal=U07.1")));

    /** Rows that break what holds between columns, or a form that stands for a list too long to write: what they change → where and why. */
    private static final Map<String, Map<String, String>> BAD = Map.ofEntries(
            Map.entry("rnu", Map.of("data_obito=1950-07-14", "data_nascimento, data_obito order", "data_inscricao_csp=1950-07-14", "data_nascimento, data_inscricao_csp order",
                    "codigo_postal=4200319", "codigo_postal form", "nif=123456788", "nif identifier", "cc_numero=000000000ZZ5", "cc_numero identifier")),
            Map.entry("pem", Map.of("data_nascimento=2025-03-02", "data_nascimento, data_prescricao order", "validade_linha=2025-02-28", "data_prescricao, validade_linha order",
                    "especialidade_cod=48", "especialidade_cod form", "numero_receita=101192837465556473", "numero_receita identifier", "cnpem=60001234", "cnpem identifier")),
            Map.entry("pem-ppp", Map.of("validade_linha=2025-02-28", "data_prescricao, validade_linha order", "nif_entidade=509540717", "nif_entidade identifier",
                    "data_nascimento=2025-03-02", "data_nascimento, data_prescricao order")),
            Map.entry("dem", Map.of("data_nascimento=2025-03-03", "data_nascimento, data_dispensa order", "nr_registo=5440988", "nr_registo identifier", "grupo_homogeneo=0042", "grupo_homogeneo form")),
            Map.entry("esp", Map.of("data_realizacao=2025-02-28", "data_requisicao, data_realizacao order", "data_nascimento=2025-03-02", "data_nascimento, data_requisicao order",
                    "ref_min=6.1", "ref_min, ref_max order", "entidade_prestadora_nipc=123456789", "entidade_prestadora_nipc form", "area_mcdt=K", "area_mcdt code")),
            Map.entry("crd", Map.of("pao2_mmhg=58", "subtipo, pao2_mmhg, contexto_clinico rule:long_term_oxygen", "pao2_mmhg=60;contexto_clinico=",
                    "subtipo, pao2_mmhg, contexto_clinico rule:long_term_oxygen", "pao2_mmhg=61;contexto_clinico=I27.2", "subtipo, pao2_mmhg, contexto_clinico rule:long_term_oxygen",
                    "subtipo=CPAP", "subtipo, modalidade rule:subtype_of_kind", "data_fim=2025-02-28", "data_inicio, data_fim order",
                    "data_nascimento=2025-03-02", "data_nascimento, data_inicio order")),
            Map.entry("sico", Map.of("data_nascimento=2025-03-02", "data_nascimento, data_obito order", "causa_Ia=I219X", "causa_Ia form", "profissao_cpp=51200", "profissao_cpp form")),
            Map.entry("rentev", Map.of("data_assinatura=2024-03-03", "data_assinatura, data_registo order", "data_validade=2024-03-01", "data_registo, data_validade order",
                    "data_validade=2029-03-01", "data_validade, data_assinatura rule:five_years", "data_nascimento=2006-03-01", "data_assinatura, data_nascimento rule:adult",
                    "data_nascimento=2024-03-01", "data_nascimento, data_assinatura order")),
            Map.entry("ccc", Map.of("categorias=B|C2", "categorias code", "codigos_restricao=80", "codigos_restricao form", "codigos_restricao=00", "codigos_restricao form",
                    "data_validade=2025-02-28", "data_emissao, data_validade order", "data_nascimento=2025-03-02", "data_nascimento, data_emissao order")),
            Map.entry("siso", Map.of("dente_fdi=19", "dente_fdi form", "dente_fdi=56", "dente_fdi form", "dente_fdi=91", "dente_fdi form", "cpod=33", "cpod range",
                    "data_utilizacao=2025-02-28", "data_emissao, data_utilizacao order", "data_utilizacao=2025-12-01;data_caducidade=2025-11-30", "data_utilizacao, data_caducidade order",
                    "data_utilizacao=;data_caducidade=2025-02-01", "data_emissao, data_caducidade order", "data_nascimento=2025-03-02", "data_nascimento, data_emissao order",
                    "tipo_cheque=SOCJ05", "tipo_cheque code")),
            Map.entry("rse", Map.of("data_inicio=2025-01-02", "data_inicio, data_fim order", "data_inicio=1950-07-14", "data_nascimento, data_inicio order",
                    "data_nascimento=2025-03-02", "data_nascimento, data_evento order", "confidencialidade=V", "confidencialidade code")),
            Map.entry("bas", Map.of("data_pedido=2025-08-29", "data_pedido, data_fatura rule:claimed_in_time", "data_pedido=2025-02-28", "data_fatura, data_pedido order",
                    "data_pagamento=2025-08-01", "data_pedido, data_pagamento order", "valor_bas=3.52", "tipo_beneficio, valor_bas, valor_despesa, valor_comparticipado_sns rule:half_of_medicine",
                    "tipo_beneficio=óculos;valor_despesa=200.00;valor_bas=100.01", "tipo_beneficio, valor_bas, valor_despesa rule:glasses_ceiling",
                    "tipo_beneficio=óculos;valor_bas=15.02", "tipo_beneficio, valor_bas, valor_despesa rule:glasses_ceiling",
                    "tipo_beneficio=prótese dentária;valor_despesa=900.00;valor_bas=250.01", "tipo_beneficio, valor_bas, valor_despesa rule:dentures_ceiling",
                    "data_nascimento=2025-03-02", "data_nascimento, data_fatura order", "iban=PT51000201231234567890154", "iban form")),
            Map.entry("rnp", Map.of("data_inicio=1970-07-14", "data_nascimento, data_inicio order", "data_fim_suspensao=1995-12-31", "data_inicio, data_fim_suspensao order",
                    "ordem=", "ordem missing", "nuts3=ES111", "nuts3 form")),
            Map.entry("cit", Map.of("data_fim=2025-03-13;dias=13", "dias sick_leave", "dias=11", "dias sick_leave", "tipo=prorrogação;data_fim=2025-03-31;dias=31", "dias sick_leave",
                    "codigo_icpc2=X76;data_fim=2025-05-30;dias=91", "dias sick_leave", "internamento=S;data_fim=2025-04-30;dias=61", "dias sick_leave",
                    "classificacao=tuberculose;data_fim=2025-08-28;dias=181", "dias sick_leave", "data_fim=2025-02-28", "data_inicio, data_fim order",
                    "data_nascimento=2025-03-02", "data_nascimento, data_inicio order", "familiar_numero_utente=72918364", "familiar_numero_utente identifier")),
            Map.entry("siars", Map.of("pad=141", "pad, pas order", "denominador=N", "numerador, denominador rule:numerator_within_denominator",
                    "data_nascimento=2025-03-02", "data_nascimento, data_contacto order", "componente_icpc=8", "componente_icpc range", "id_indicador=2013.45.1", "id_indicador form")),
            Map.entry("gdh", Map.of("dias_internamento=8", "data_alta, data_admissao, dias_internamento rule:length_of_stay",
                    "data_alta=2025-02-27;dias_internamento=0;data_procedimento=", "data_admissao, data_alta order",
                    "data_procedimento=2025-03-09", "data_procedimento, data_alta order", "procedimento_principal=", "data_procedimento, procedimento_principal rule:day_of_procedure",
                    "diagnostico_principal=I639", "diagnostico_principal form", "diagnosticos=I10|10", "diagnosticos form", "procedimento_principal=O27034Z", "procedimento_principal form",
                    "data_nascimento=2025-03-02", "data_nascimento, data_admissao order", "severidade=5", "severidade range", "destino_alta=casa", "destino_alta code")));

    @TempDir
    Path root;

    @ParameterizedTest
    @FieldSource("pt.arquipelago.node.profile.ProfileReader#SYSTEMS")
    void aGoodExtractEntersWhole(String system) {
        IngestFixture node = new IngestFixture(root, 0);
        List<Map<String, String>> rows = new ArrayList<>(List.of(SnsRows.good(system)));
        GOOD.get(system).forEach(changes -> rows.add(SnsRows.numbered(system, SnsRows.with(system, changes), rows.size())));
        Outcome outcome = node.load(ProfileReader.named(system), node.write(system + ".csv", SnsRows.csv(rows)));
        assertThat(outcome.reports().get(0).quarantined()).as(outcome.reports().get(0).reasons().toString()).isZero();
        String table = ProfileReader.named(system).table();
        assertThat(node.table(table).rows()).isEqualTo(rows.size());
        List<String> required = node.table(table).description().columns().stream().filter(ColumnDescription::required).map(ColumnDescription::name).toList();
        assertThat(required).contains("sexo");
        assertThat(node.rows(table, required.stream().map(column -> "count(" + column + ")").collect(Collectors.joining(", "))))
                .as("required columns").containsExactly(String.join("|", Collections.nCopies(required.size(), String.valueOf(rows.size()))));
    }

    @ParameterizedTest
    @FieldSource("pt.arquipelago.node.profile.ProfileReader#SYSTEMS")
    void everyRuleKeepsARowOut(String system) {
        IngestFixture node = new IngestFixture(root, 1);
        Profile profile = ProfileReader.named(system);
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        if (profile.rules().stream().anyMatch(Rule.Refers.class::isInstance)) {
            node.load(ProfileReader.named("rnu"), node.write("rnu.csv", SnsRows.csv(List.of(SnsRows.good("rnu")))));
            rows.add(SnsRows.with(system, "numero_utente=999999998"));
            expected.add("2 numero_utente reference");
        }
        BAD.get(system).forEach((changes, why) -> {
            rows.add(SnsRows.with(system, changes));
            expected.add(rows.size() + 1 + " " + why);
        });
        for (SourceColumn column : profile.columns()) {
            spoilt(profile, column).forEach(bad -> {
                rows.add(SnsRows.with(system, column.name() + "=" + bad.value()));
                expected.add(rows.size() + 1 + " " + column.name() + " " + bad.reason().code());
            });
        }
        Outcome outcome = node.load(profile, node.write(system + ".csv", SnsRows.csv(rows)));
        assertThat(node.quarantined()).containsAll(expected);
        assertThat(outcome.reports().get(0).accepted()).isZero();
        long rules = expected.stream().filter(why -> why.matches(".*(order|sick_leave|reference|rule:.*)")).map(why -> why.substring(why.indexOf(' '))).distinct().count();
        assertThat(rules).as("a row for each rule of the profile").isEqualTo(profile.rules().size());
    }

    @Test
    void theContentOfRestrictedEntriesStaysOut() {
        IngestFixture node = new IngestFixture(root, 0);
        node.load(ProfileReader.named("rse"), node.write("rse.csv", SnsRows.csv(List.of(SnsRows.good("rse"),
                SnsRows.with("rse", "confidencialidade=R"), SnsRows.with("rse", "confidencialidade=")))));
        assertThat(node.rows("source_rse", "confidencialidade, tipo_documento, codigo, descricao, valor")).containsExactly(
                "N|resumo clínico|T90|Diabetes não insulino-dependente|7.1000", "R|resumo clínico|null|null|null", "null|resumo clínico|null|null|null");
    }

    private record Spoilt(String value, Reason reason) {}

    /** A wrong value for each check that the profile has for a column. */
    private static List<Spoilt> spoilt(Profile profile, SourceColumn column) {
        List<Spoilt> bad = new ArrayList<>();
        Kind kind = column.type().kind();
        if (column.required() || profile.subject().column().equals(column.name())) {
            bad.add(new Spoilt("", Reason.MISSING));
        }
        if (kind != Kind.STRING && kind != Kind.LIST) {
            bad.add(new Spoilt("talvez", Reason.TYPE));
        }
        boolean pseudonym = column.makes().stream().anyMatch(made -> made.treatment() instanceof Treatment.Pseudonym);
        if (pseudonym || column.check().isPresent()) {
            bad.add(new Spoilt("#", column.check().filter(SourceColumn.NamedForm::isUnit).isPresent() ? Reason.UNIT : Reason.IDENTIFIER));
        }
        column.form().ifPresent(form -> bad.add(new Spoilt(Stream.of("#", "x".repeat(300), "a||b")
                .filter(text -> !Pattern.matches(column.isList() ? "(" + form + ")(\\|(" + form + "))*" : form, text)).findFirst().orElseThrow(), Reason.FORM)));
        column.codes().ifPresent(codes -> bad.add(new Spoilt("nenhum destes", Reason.CODE)));
        if (column.makes().stream().anyMatch(made -> made.treatment() instanceof Treatment.Nuts3)) {
            bad.add(new Spoilt("9999", Reason.CODE));
        }
        boolean date = kind == Kind.DATE || kind == Kind.TIMESTAMP;
        column.min().map(min -> beyond(min, date, -1)).ifPresent(value -> bad.add(new Spoilt(value, Reason.RANGE)));
        column.max().map(max -> beyond(max, date, 1)).ifPresent(value -> bad.add(new Spoilt(value, Reason.RANGE)));
        return bad;
    }

    private static String beyond(String bound, boolean date, int step) {
        if (!date) {
            return new BigDecimal(bound).add(new BigDecimal(step)).toPlainString();
        }
        LocalDate day = bound.equals("today") ? LocalDate.ofInstant(IngestFixture.CLOCK.instant(), IngestFixture.CLOCK.getZone()) : LocalDate.parse(bound);
        return day.plusDays(step).toString();
    }
}
