package pt.arquipelago.demo.generate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes a spoiled copy of a good row, as failed transmissions leave them behind. The good row stays, so that what is
 * left after quarantine is coherent.
 */
final class BadRows {

    /** What a field becomes, given its row. */
    private interface Spoil {
        String of(CsvRow row);
    }

    private record Change(int column, Spoil spoil) {
    }

    private final Map<BadKind, Change> changes = new EnumMap<>(BadKind.class);
    private final List<BadKind> kinds;

    BadRows(SnsSystem system) {
        change(system, BadKind.MALFORMED_IDENTIFIER, "numero_utente", text -> text.substring(0, text.length() - 1));
        switch (system) {
            case RNU -> {
                change(system, BadKind.BAD_CHECK_DIGIT, "nif", BadRows::otherLastDigit);
                change(system, BadKind.IMPOSSIBLE_DATE, "data_nascimento", BadRows::thirtiethOfFebruary);
                change(system, BadKind.UNKNOWN_CODE, "sexo", text -> "X");
                yearBefore(system, "data_obito", "data_nascimento");
                change(system, BadKind.OUT_OF_RANGE, "data_nascimento", text -> "1799-05-05");
            }
            case PEM -> {
                change(system, BadKind.IMPOSSIBLE_DATE, "data_prescricao", BadRows::thirtiethOfFebruary);
                change(system, BadKind.UNKNOWN_CODE, "modalidade", text -> "XYZ");
                yearBefore(system, "validade_linha", "data_prescricao");
                change(system, BadKind.OUT_OF_RANGE, "qtd_embalagens", text -> "-1");
            }
            case DEM -> {
                change(system, BadKind.BAD_CHECK_DIGIT, "nr_registo", BadRows::otherLastDigit);
                change(system, BadKind.IMPOSSIBLE_DATE, "data_dispensa", BadRows::thirtiethOfFebruary);
                change(system, BadKind.UNKNOWN_CODE, "escalao_comparticipacao", text -> "Z");
                change(system, BadKind.OUT_OF_RANGE, "qtd_dispensada", text -> "-2");
            }
            case CIT -> {
                change(system, BadKind.BAD_CHECK_DIGIT, "niss", BadRows::otherLastDigit);
                change(system, BadKind.IMPOSSIBLE_DATE, "data_inicio", BadRows::thirtiethOfFebruary);
                change(system, BadKind.UNKNOWN_CODE, "classificacao", text -> "desconhecida");
                yearBefore(system, "data_fim", "data_inicio");
                change(system, BadKind.OUT_OF_RANGE, "dias", text -> "9999");
            }
        }
        change(system, BadKind.MALFORMED_LINE, "sexo", text -> "\"" + text + "\"x");
        List<BadKind> all = new ArrayList<>(changes.keySet());
        all.add(BadKind.WRONG_COLUMN_COUNT);
        kinds = List.copyOf(all);
    }

    List<BadKind> kinds() {
        return kinds;
    }

    byte[] spoiled(CsvRow row, BadKind kind) {
        if (kind == BadKind.WRONG_COLUMN_COUNT) {
            return new String(row.bytes(), 0, row.from(row.fields() - 2) - 1, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        }
        Change change = changes.get(kind);
        String before = new String(row.bytes(), 0, row.from(change.column()), StandardCharsets.UTF_8);
        String after = new String(row.bytes(), row.to(change.column()), row.length() - row.to(change.column()), StandardCharsets.UTF_8);
        return (before + change.spoil().of(row) + after).getBytes(StandardCharsets.UTF_8);
    }

    private void change(SnsSystem system, BadKind kind, String column, UnaryOperator<String> spoil) {
        int place = system.column(column);
        changes.put(kind, new Change(place, row -> spoil.apply(row.field(place))));
    }

    private void yearBefore(SnsSystem system, String end, String start) {
        int place = system.column(start);
        changes.put(BadKind.END_BEFORE_START, new Change(system.column(end), row -> {
            String date = row.field(place).substring(0, 10);
            return Integer.parseInt(date.substring(0, 4)) - 1 + "-01-15";
        }));
    }

    private static String otherLastDigit(String text) {
        int last = text.length() - 1;
        return text.substring(0, last) + (char) ('0' + (text.charAt(last) - '0' + 1) % 10);
    }

    private static String thirtiethOfFebruary(String date) {
        return date.substring(0, 4) + "-02-30" + date.substring(10);
    }
}
