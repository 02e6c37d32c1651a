package pt.arquipelago.catalog.service.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Content negotiation (RFC 9110, 12.5.1): of the forms offered, the one the Accept header likes best; among equals the first offered. */
final class Negotiation {
    private static final int LONGEST = 2_000;

    private Negotiation() {}

    /** @return empty if none of them will do: 406 */
    static Optional<MediaType> choose(String accept, List<MediaType> offered) {
        List<Range> ranges = parse(accept);
        return offered.stream().filter(type -> quality(type, ranges) > 0)
                .max(Comparator.comparingDouble((MediaType type) -> quality(type, ranges)).thenComparing(type -> -offered.indexOf(type)));
    }

    /** The most specific range that matches decides. */
    private static double quality(MediaType type, List<Range> ranges) {
        return ranges.stream().filter(range -> range.matches(type)).max(Comparator.comparingInt(Range::specificity)).map(Range::quality).orElse(0.0);
    }

    private static List<Range> parse(String accept) {
        List<Range> ranges = new ArrayList<>();
        if (accept != null && accept.length() <= LONGEST) {
            for (String part : accept.split(",")) {
                parseRange(part).ifPresent(ranges::add);
            }
        }
        return ranges.isEmpty() ? List.of(new Range("*/*", 1)) : ranges;
    }

    private static Optional<Range> parseRange(String part) {
        String[] fields = part.split(";");
        String name = fields[0].strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        double quality = 1;
        for (int i = 1; i < fields.length; i++) {
            String parameter = fields[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                quality = parseQuality(parameter.substring(2));
            }
        }
        return Optional.of(new Range(name.equals("*") ? "*/*" : name, quality));
    }

    private static double parseQuality(String text) {
        return text.matches("[01](\\.\\d{0,3})?") ? Math.min(1, Double.parseDouble(text)) : 0;
    }

    private record Range(String name, double quality) {
        boolean matches(MediaType type) {
            return name.equals("*/*") || name.equals(type.toString()) || name.equals(type.type() + "/*");
        }

        int specificity() {
            return name.equals("*/*") ? 0 : name.endsWith("/*") ? 1 : 2;
        }
    }
}
