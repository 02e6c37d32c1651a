package pt.arquipelago.analysis.evaluate;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Functions of texts and dates. Positions in a text count code points from 1, or from the end if negative. */
final class Texts {
    private Texts() {}

    static Object apply(String function, List<Object> values) {
        Object first = values.get(0);
        return switch (function) {
            case "concat" -> values.stream().map(String.class::cast).collect(Collectors.joining());
            case "upper" -> ((String) first).toUpperCase(Locale.ROOT);
            case "lower" -> ((String) first).toLowerCase(Locale.ROOT);
            case "substring" -> substring((String) first, (Long) values.get(1), values.size() > 2 ? (Long) values.get(2) : Integer.MAX_VALUE);
            case "year" -> (long) ((LocalDate) first).getYear();
            case "month" -> (long) ((LocalDate) first).getMonthValue();
            default -> (long) ((LocalDate) first).get(IsoFields.QUARTER_OF_YEAR);
        };
    }

    private static String substring(String text, long position, long length) {
        long size = text.codePointCount(0, text.length());
        long start = position > 0 ? position - 1 : position < 0 ? size + position : 0;
        long end = Math.min(start + length, size);
        long from = Math.min(Math.max(start, 0), size);
        if (end <= from) {
            return "";
        }
        return text.substring(text.offsetByCodePoints(0, (int) from), text.offsetByCodePoints(0, (int) end));
    }
}
