package pt.arquipelago.analysis.guard;

import static pt.arquipelago.analysis.guard.Nodes.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What conditions on the parts of a date say of the date itself. */
final class Calendar {
    private Calendar() {}

    /** Which operand of a truncation or a part is the date. */
    static int date(JsonNode x) {
        return is(x, "trunc-timestamp") ? 2 : 1;
    }

    /** {@code year(d) = 2024}, {@code date_trunc('MONTH', d) = …}. */
    static Optional<Span> equal(JsonNode x, JsonNode literal) {
        if (is(x, "year")) {
            return whole(literal).map(year -> Span.years(year, year));
        } else if (is(x, "trunc-date")) {
            return Span.truncated(literal, x.path(2).path(1).asText());
        }
        return is(x, "trunc-timestamp") ? Span.truncated(literal, x.path(1).path(1).asText()) : Optional.empty();
    }

    /** {@code 2020 <= year(d)} and its like. */
    static Optional<Span> years(JsonNode low, JsonNode high, boolean included) {
        if (is(high, "year")) {
            return whole(low).map(year -> new Span(Span.years(included ? year : year + 1, included ? year : year + 1).from(), Span.ALWAYS.to()));
        }
        return is(low, "year") ? whole(high).map(year -> new Span(Span.ALWAYS.from(), Span.years(year, included ? year : year - 1).to())) : Optional.empty();
    }

    /** {@code year(d) IN (2022, 2023)}, where the years follow one another. */
    static Optional<Span> yearsIn(JsonNode in) {
        if (!is(in.get(1), "year")) {
            return Optional.empty();
        }
        TreeSet<Integer> years = new TreeSet<>();
        for (JsonNode value : Nodes.operands(in).subList(1, in.size() - 1)) {
            Optional<Integer> year = whole(value);
            if (year.isEmpty()) {
                return Optional.empty();
            }
            years.add(year.get());
        }
        return years.last() - years.first() + 1 == years.size() ? Optional.of(Span.years(years.first(), years.last())) : Optional.empty();
    }

    /** {@code month(d) = 3} where the year of d is known. */
    static Optional<Span> partOfYear(JsonNode x, JsonNode literal, Map<JsonNode, Span> spans) {
        int months = is(x, "month") ? 1 : is(x, "quarter") ? 3 : 0;
        Optional<Integer> year = months == 0 || !spans.containsKey(x.get(1)) ? Optional.empty() : spans.get(x.get(1)).year();
        Optional<Integer> number = whole(literal).filter(n -> n >= 1 && months > 0 && n <= 12 / months);
        return year.flatMap(y -> number.map(n -> Span.months(y, (n - 1) * months + 1, months)));
    }

    /** The values that a part of a date has between two moments, if there are not too many. */
    static Optional<List<Long>> values(JsonNode part, Span span) {
        if (is(part, "month")) {
            return Optional.of(numbers(1, 12));
        } else if (is(part, "quarter")) {
            return Optional.of(numbers(1, 4));
        } else if (!is(part, "year") || !span.isBounded() || !span.from().isBefore(span.to())) {
            return Optional.empty();
        }
        int first = span.from().atZone(java.time.ZoneOffset.UTC).getYear();
        int last = span.to().minusNanos(1).atZone(java.time.ZoneOffset.UTC).getYear();
        return last - first > 200 ? Optional.empty() : Optional.of(numbers(first, last));
    }

    private static List<Long> numbers(long first, long last) {
        return java.util.stream.LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static Optional<Integer> whole(JsonNode literal) {
        return is(literal, "number") && literal.get(1).textValue().matches("\\d{1,4}") ? Optional.of(Integer.parseInt(literal.get(1).textValue())).filter(n -> n >= 1 && n < 9999)
                : Optional.empty();
    }
}
