package pt.arquipelago.demo.generate;

import java.util.Optional;

/**
 * The columns of a system, always filled, that bad rows have wrong.
 *
 * @param checked with a check digit
 * @param date of what happened, or its first day
 * @param end a date never before that one
 * @param measured a number with limits
 * @param outside a number beyond them
 * @param reference what refers to another row or system
 */
record Spoilable(String identifier, Optional<String> checked, String date, String coded, Optional<String> end, Optional<String> measured, String outside,
        String reference) {

    static final String UNKNOWN = "?desconhecido";

    static Spoilable of(SnsSystem system) {
        return switch (system) {
            case RNU -> of("nif", "data_nascimento", "sexo", "data_obito", "data_nascimento", "1799-05-05", "numero_utente");
            case PEM -> of("", "data_prescricao", "modalidade", "validade_linha", "qtd_embalagens", "-1", "numero_utente");
            case PEM_PPP -> of("nif_entidade", "data_prescricao", "modalidade", "validade_linha", "qtd_embalagens", "-1", "numero_utente");
            case DEM -> of("nr_registo", "data_dispensa", "escalao_comparticipacao", "", "qtd_dispensada", "-2", "numero_receita");
            case ESP -> of("", "data_requisicao", "area_mcdt", "data_realizacao", "quantidade", "-1", "numero_utente");
            case CRD -> of("", "data_inicio", "subtipo", "data_fim", "preco_dia", "-1", "numero_utente");
            case SICO -> of("", "data_obito", "local_obito_tipo", "", "idade_obito", "-1", "numero_utente");
            case RENTEV -> of("", "data_assinatura", "estado", "data_registo", "n_consultas_profissionais", "-1", "numero_utente");
            case CCC -> of("", "data_emissao", "resultado", "data_validade", "acuidade_od", "-1", "numero_utente");
            case SISO -> of("", "data_emissao", "tipo_cheque", "data_caducidade", "valor_eur", "-1", "numero_utente");
            case RSE -> of("", "data_evento", "tipo_documento", "", "", "", "numero_utente");
            case BAS -> of("niss", "data_fatura", "tipo_beneficio", "data_pedido", "valor_bas", "-1", "numero_utente");
            case RNP -> new Spoilable("nif", Optional.of("nif"), "data_nascimento", "estado", Optional.of("data_inicio"), Optional.empty(), "", "cedula");
            case CIT -> of("niss", "data_inicio", "classificacao", "data_fim", "dias", "9999", "numero_utente");
            case GDH -> of("", "data_admissao", "destino_alta", "data_alta", "dias_internamento", "-1", "numero_utente");
            case SIARS -> of("", "data_contacto", "tipo_contacto", "", "", "", "numero_utente");
        };
    }

    private static Spoilable of(String checked, String date, String coded, String end, String measured, String outside, String reference) {
        return new Spoilable("numero_utente", named(checked), date, coded, named(end), named(measured), outside, reference);
    }

    private static Optional<String> named(String column) {
        return column.isEmpty() ? Optional.empty() : Optional.of(column);
    }
}
