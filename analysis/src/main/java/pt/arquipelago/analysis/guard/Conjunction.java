package pt.arquipelago.analysis.guard;

import static pt.arquipelago.analysis.guard.Nodes.is;
import static pt.arquipelago.analysis.guard.Nodes.isLiteral;
import static pt.arquipelago.analysis.guard.Nodes.node;
import static pt.arquipelago.analysis.guard.Nodes.operands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Conditions that all hold, in one form: whichever of WHERE, a key's value, FILTER or CASE they came from. Dates become spans, whether
 * they were compared, truncated or taken apart; what another condition implies is left out.
 */
final class Conjunction {
    private final TreeSet<JsonNode> parts = new TreeSet<>(Nodes.BY_TEXT);
    private final Map<JsonNode, Span> spans = new TreeMap<>(Nodes.BY_TEXT);

    static Conjunction of(List<JsonNode> conditions) {
        Conjunction all = new Conjunction();
        conditions.forEach(all::add);
        return all;
    }

    /** With these beside them. */
    Conjunction and(List<JsonNode> conditions) {
        Conjunction all = new Conjunction();
        all.parts.addAll(parts);
        all.spans.putAll(spans);
        conditions.forEach(all::add);
        return all;
    }

    /** Sorted, each once. */
    List<JsonNode> form() {
        return decided().sorted();
    }

    /** With "not true" told as "not" where another condition says that there is a value. */
    private Conjunction decided() {
        Set<JsonNode> present = present(parts, spans);
        List<JsonNode> decided = parts.stream().filter(part -> Nodes.withoutTruth(part).filter(inner -> isDecided(inner, present)).isPresent()).toList();
        if (decided.isEmpty()) {
            return this;
        }
        Conjunction all = and(List.of());
        all.parts.removeAll(decided);
        decided.forEach(part -> all.add(node("not", Nodes.withoutTruth(part).orElseThrow())));
        return all;
    }

    private static boolean isDecided(JsonNode condition, Set<JsonNode> present) {
        boolean plain = is(condition, "eq") || is(condition, "in") || is(condition, "lt") || is(condition, "le") || is(condition, "starts-with");
        return plain && operands(condition).stream().allMatch(x -> isLiteral(x) || present.contains(x));
    }

    private List<JsonNode> sorted() {
        TreeSet<JsonNode> form = new TreeSet<>(Nodes.BY_TEXT);
        Map<JsonNode, Span> narrowed = new TreeMap<>(Nodes.BY_TEXT);
        narrowed.putAll(spans);
        for (JsonNode part : parts) {
            if (!narrows(part, narrowed)) {
                form.add(part);
            }
        }
        Set<JsonNode> present = present(form.stream().filter(part -> !is(part, "is-not-null")).collect(Collectors.toSet()), narrowed);
        form.removeIf(part -> is(part, "is-not-null") && present.contains(part.get(1)) || Implied.isImplied(part, form));
        List<JsonNode> all = new ArrayList<>(form);
        narrowed.forEach((x, span) -> all.add(span.of(x)));
        all.sort(Nodes.BY_TEXT);
        return all;
    }

    /** The span that these conditions leave of a date; every date, if they say nothing of it. */
    Span span(JsonNode x) {
        return spans.getOrDefault(x, Span.ALWAYS);
    }

    /** Whether the conditions leave no NULL of an expression. */
    boolean excludesNull(JsonNode x) {
        return spans.containsKey(x) || present(parts, spans).contains(x);
    }

    void add(JsonNode condition) {
        if (is(condition, "and")) {
            operands(condition).forEach(this::add);
        } else if (is(condition, "not")) {
            addNot(condition.get(1), condition);
        } else if (is(condition, "eq")) {
            JsonNode literal = isLiteral(condition.get(1)) ? condition.get(1) : condition.get(2);
            addEqual(condition, isLiteral(condition.get(1)) ? condition.get(2) : condition.get(1), literal);
        } else if (is(condition, "lt") || is(condition, "le")) {
            addBound(condition, is(condition, "le"));
        } else if (is(condition, "in")) {
            addIn(condition);
        } else if (!condition.equals(Nodes.TRUE)) {
            parts.add(condition);
        }
    }

    private void addNot(JsonNode inner, JsonNode whole) {
        Optional<JsonNode> notTrue = Nodes.withoutTruth(whole);
        if (notTrue.isPresent()) {
            parts.add(Nodes.notTrue(notTrue.get()));
        } else if (is(inner, "lt") || is(inner, "le")) {
            add(node(is(inner, "lt") ? "le" : "lt", inner.get(2), inner.get(1)));
        } else if (is(inner, "or")) {
            operands(inner).forEach(each -> add(is(each, "not") ? each.get(1) : node("not", each)));
        } else {
            parts.add(whole);
        }
    }

    private void addEqual(JsonNode whole, JsonNode x, JsonNode literal) {
        Optional<Span> span = Calendar.equal(x, literal);
        if (span.isPresent()) {
            narrow(x.get(Calendar.date(x)), span.get());
        } else if (literal.equals(Nodes.NULL)) {
            add(node("is-null", x));
        } else if (literal.equals(Nodes.TRUE)) {
            add(x);
        } else if (literal.equals(Nodes.FALSE)) {
            add(is(x, "not") ? x.get(1) : is(x, "is-null") || is(x, "is-not-null") ? Nodes.notTrue(x) : node("not", x));
        } else if (is(x, "case")) {
            Optional<List<JsonNode>> branch = Branches.leadingTo(x, literal);
            branch.ifPresentOrElse(all -> all.forEach(this::add), () -> parts.add(whole));
        } else {
            parts.add(prefix(x, literal).orElse(whole));
        }
    }

    /** The first letters of a code are a prefix. */
    private static Optional<JsonNode> prefix(JsonNode x, JsonNode literal) {
        boolean first = is(x, "substring") && x.size() == 4 && is(literal, "text") && is(x.get(2), "number") && is(x.get(3), "number")
                && x.get(2).get(1).textValue().equals("1") && x.get(3).get(1).textValue().equals(Integer.toString(literal.get(1).textValue().length()));
        return first ? Optional.of(node("starts-with", x.get(1), literal)) : Optional.empty();
    }

    private void addBound(JsonNode whole, boolean included) {
        JsonNode low = whole.get(1);
        JsonNode high = whole.get(2);
        JsonNode x = isLiteral(low) ? high : low;
        Optional<Span> span = isLiteral(low) ? Span.after(low, included) : isLiteral(high) ? Span.before(high, included) : Optional.empty();
        Optional<Span> years = Calendar.years(low, high, included);
        if (span.isPresent()) {
            narrow(x, span.get());
        } else if (years.isPresent()) {
            narrow(x.get(1), years.get());
        } else {
            parts.add(whole);
        }
    }

    private void addIn(JsonNode whole) {
        Optional<Span> years = Calendar.yearsIn(whole);
        if (years.isPresent()) {
            narrow(whole.get(1).get(1), years.get());
        } else {
            parts.add(whole);
        }
    }

    private void narrow(JsonNode x, Span span) {
        spans.merge(x, span, Span::and);
    }

    /** A month or quarter of a date whose year is known is a span of it. */
    private static boolean narrows(JsonNode part, Map<JsonNode, Span> spans) {
        if (!is(part, "eq") || !isLiteral(part.get(1)) && !isLiteral(part.get(2))) {
            return false;
        }
        JsonNode x = isLiteral(part.get(1)) ? part.get(2) : part.get(1);
        JsonNode literal = isLiteral(part.get(1)) ? part.get(1) : part.get(2);
        Optional<Span> within = Calendar.partOfYear(x, literal, spans);
        within.ifPresent(span -> spans.merge(x.get(1), span, Span::and));
        return within.isPresent();
    }

    /** Expressions of which the conditions leave no NULL. */
    private static Set<JsonNode> present(Set<JsonNode> parts, Map<JsonNode, Span> spans) {
        Set<JsonNode> present = new TreeSet<>(Nodes.BY_TEXT);
        present.addAll(spans.keySet());
        for (JsonNode part : parts) {
            JsonNode positive = is(part, "not") ? part.get(1) : part;
            if (is(positive, "eq") || is(positive, "in") || is(positive, "lt") || is(positive, "le") || is(positive, "starts-with") || is(positive, "is-not-null") && positive == part) {
                operands(positive).stream().filter(x -> !isLiteral(x)).forEach(present::add);
            }
        }
        return present;
    }
}
