package pt.arquipelago.demo.generate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes a spoiled copy of a good row, as failed transmissions leave them behind. The good row stays, so that what is
 * left after quarantine is coherent.
 */
final class BadRows {

    /** What becomes of some fields of a row. */
    private record Change(int[] columns, Function<CsvRow, String[]> spoil) {
    }

    private final Map<BadKind, Change> changes = new EnumMap<>(BadKind.class);
    private final List<BadKind> kinds;

    BadRows(SnsSystem system, boolean dirty) {
        Spoilable of = Spoilable.of(system);
        change(BadKind.MALFORMED_IDENTIFIER, system, of.identifier(), text -> text.substring(0, text.length() - 1));
        of.checked().ifPresent(column -> change(BadKind.BAD_CHECK_DIGIT, system, column, BadRows::otherLastDigit));
        change(BadKind.IMPOSSIBLE_DATE, system, of.date(), date -> date.substring(0, 4) + "-02-30" + date.substring(10));
        change(BadKind.UNKNOWN_CODE, system, of.coded(), text -> Spoilable.UNKNOWN);
        of.measured().ifPresent(column -> change(BadKind.OUT_OF_RANGE, system, column, text -> of.outside()));
        of.end().ifPresent(end -> {
            int start = system.column(of.date());
            changes.put(BadKind.END_BEFORE_START, new Change(new int[] {system.column(end)},
                    row -> new String[] {Integer.parseInt(row.field(start).substring(0, 4)) - 1 + "-01-15"}));
        });
        change(BadKind.MALFORMED_LINE, system, "sexo", text -> "\"" + text + "\"x");
        if (dirty) {
            dirty(system, of);
        }
        List<BadKind> all = new ArrayList<>(changes.keySet());
        all.add(BadKind.WRONG_COLUMN_COUNT);
        if (dirty) {
            all.addAll(List.of(BadKind.MIXED_ENCODING, BadKind.DUPLICATE, BadKind.BROKEN_LINE));
        }
        kinds = List.copyOf(all);
    }

    List<BadKind> kinds() {
        return kinds;
    }

    /** A kind that this row can have. */
    BadKind drawn(CsvRow row, Draw draw) {
        BadKind kind = kinds.get(draw.below(kinds.size()));
        if (kind == BadKind.MIXED_ENCODING && isAscii(row) || kind == BadKind.SWAPPED_DATES && sameDates(row)) {
            return BadKind.DUPLICATE;
        }
        return kind;
    }

    byte[] spoiled(CsvRow row, BadKind kind) {
        return switch (kind) {
            case WRONG_COLUMN_COUNT -> text(row, 0, row.from(row.fields() - 2) - 1).getBytes(StandardCharsets.UTF_8);
            case DUPLICATE, MIXED_ENCODING -> text(row, 0, row.length()).getBytes(StandardCharsets.UTF_8);
            case BROKEN_LINE -> {
                int at = row.from(row.fields() / 2);
                yield (text(row, 0, at) + "\n" + text(row, at, row.length())).getBytes(StandardCharsets.UTF_8);
            }
            default -> changed(row, changes.get(kind));
        };
    }

    byte[] inTheOtherEncoding(CsvRow row, Format format) {
        Charset other = format.isUtf8() ? Format.WINDOWS : StandardCharsets.UTF_8;
        return text(row, 0, row.length()).getBytes(other);
    }

    private void dirty(SnsSystem system, Spoilable of) {
        change(BadKind.TRAILING_SPACES, system, of.identifier(), text -> text + "  ");
        change(BadKind.OTHER_DATE_FORM, system, of.date(), date -> date.substring(8, 10) + "/" + date.substring(5, 7) + "/" + date.substring(0, 4) + date.substring(10));
        change(BadKind.MISSING_REFERENCE, system, of.reference(), text -> "9".repeat(text.length()));
        of.end().ifPresent(end -> {
            int from = system.column(of.date());
            int to = system.column(end);
            changes.put(BadKind.SWAPPED_DATES, new Change(new int[] {from, to}, row -> new String[] {row.field(to), row.field(from)}));
        });
    }

    private void change(BadKind kind, SnsSystem system, String column, UnaryOperator<String> spoil) {
        int place = system.column(column);
        changes.put(kind, new Change(new int[] {place}, row -> new String[] {spoil.apply(row.field(place))}));
    }

    private boolean sameDates(CsvRow row) {
        int[] columns = changes.get(BadKind.SWAPPED_DATES).columns();
        String to = row.field(columns[1]);
        return to.isEmpty() || row.field(columns[0]).startsWith(to.substring(0, 10));
    }

    private static byte[] changed(CsvRow row, Change change) {
        String[] after = change.spoil().apply(row);
        List<String> fields = new ArrayList<>();
        for (int field = 0; field < row.fields(); field++) {
            fields.add(row.field(field));
        }
        for (int i = 0; i < after.length; i++) {
            fields.set(change.columns()[i], after[i]);
        }
        return String.join(row.separator(), fields).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(CsvRow row) {
        for (int i = 0; i < row.length(); i++) {
            if (row.bytes()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(CsvRow row, int from, int to) {
        return new String(row.bytes(), from, to - from, StandardCharsets.UTF_8);
    }

    private static String otherLastDigit(String text) {
        int last = text.length() - 1;
        return text.substring(0, last) + (char) ('0' + (text.charAt(last) - '0' + 1) % 10);
    }
}
