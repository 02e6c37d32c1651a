package pt.arquipelago.node.profile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import pt.arquipelago.node.profile.Condition.Amount;

/**
 * Reads a {@link Condition} (docs/profiles.md): {@code or} below {@code and} below {@code not}; comparisons of columns, numbers and
 * 'texts'; {@code is missing}, {@code is present}, {@code in (…)}, {@code starts with (…)}.
 */
final class ConditionReader {
    private static final Pattern TOKEN = Pattern.compile("\\s*('[^']*'|\\d+(?:\\.\\d+)?|[A-Za-z][A-Za-z0-9_]*|<=|>=|<>|[=<>()+*,-])");
    private static final Set<String> SIGNS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> UNITS = Set.of("days", "months", "years");
    private static final int MOST_DAYS = 100_000;

    private final Function<String, Optional<SourceColumn>> columns;
    private final Tokens tokens;

    private enum Kind { NUMBER, DATE, TEXT, TRUTH, LIST }

    private ConditionReader(String text, Function<String, Optional<SourceColumn>> columns) {
        this.columns = columns;
        this.tokens = new Tokens(text, TOKEN);
    }

    /** @throws IllegalArgumentException with what is wrong, which names words of the profile only */
    static Condition read(String text, Function<String, Optional<SourceColumn>> columns) {
        ConditionReader reader = new ConditionReader(text, columns);
        Condition condition = reader.any();
        if (!reader.tokens.isAtEnd()) {
            throw new IllegalArgumentException("expected and, or, or the end; found " + reader.tokens.peek());
        }
        return condition;
    }

    private Condition any() {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (tokens.take("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(one()));
        while (tokens.take("and")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition one() {
        if (tokens.take("not")) {
            return new Condition.Not(one());
        }
        if (tokens.take("(")) {
            Condition inner = any();
            tokens.expect(")");
            return inner;
        }
        return test();
    }

    private Condition test() {
        if (isName(tokens.peek()) && !SIGNS.contains(tokens.peek(1)) && !Set.of("+", "-", "*").contains(tokens.peek(1))) {
            return ofColumn(column(tokens.next()));
        }
        Amount left = amount();
        String sign = tokens.next();
        if (!SIGNS.contains(sign)) {
            throw new IllegalArgumentException("expected one of = <> < <= > >=; found " + sign);
        }
        Amount right = amount();
        Kind kind = kind(left);
        if (kind != kind(right)) {
            throw new IllegalArgumentException("compares a " + words(kind) + " with a " + words(kind(right)));
        }
        if (kind == Kind.LIST || kind == Kind.TRUTH || kind == Kind.TEXT && !Set.of("=", "<>").contains(sign)) {
            throw new IllegalArgumentException("a " + words(kind) + " cannot stand beside " + sign);
        }
        return new Condition.Comparison(left, sign, right);
    }

    private Condition ofColumn(SourceColumn column) {
        if (tokens.take("is")) {
            boolean missing = tokens.take("missing");
            if (!missing) {
                tokens.expect("present");
            }
            Condition condition = new Condition.Missing(column.name());
            return missing ? condition : new Condition.Not(condition);
        }
        if (tokens.take("in")) {
            return new Condition.OneOf(requireText(column), texts());
        }
        if (tokens.take("starts")) {
            tokens.expect("with");
            return new Condition.StartsWith(requireText(column), texts());
        }
        if (kind(column) != Kind.TRUTH) {
            throw new IllegalArgumentException("expected a comparison after " + column.name());
        }
        return new Condition.True(column.name());
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        tokens.expect("(");
        do {
            texts.add(words(tokens.next()));
        } while (tokens.take(","));
        tokens.expect(")");
        return texts;
    }

    private Amount amount() {
        if (tokens.peek().startsWith("'")) {
            return new Amount.Words(words(tokens.next()));
        }
        if (isName(tokens.peek()) && kind(column(tokens.peek())) == Kind.DATE) {
            String date = tokens.next();
            return isSign(tokens.peek()) ? later(date, tokens.next().equals("-")) : new Amount.Column(date);
        }
        if (isName(tokens.peek()) && kind(column(tokens.peek())) != Kind.NUMBER) {
            return new Amount.Column(tokens.next());
        }
        List<Amount.Product> products = new ArrayList<>(List.of(product(false)));
        while (isSign(tokens.peek())) {
            products.add(product(tokens.next().equals("-")));
        }
        Amount.Product first = products.get(0);
        if (products.size() > 1 || first.column().isPresent() && !first.factor().equals(BigDecimal.ONE)) {
            return new Amount.Sum(products);
        }
        return first.column().<Amount>map(Amount.Column::new).orElseGet(() -> new Amount.Number(first.factor()));
    }

    private Amount.Product product(boolean minus) {
        BigDecimal factor = BigDecimal.ONE;
        boolean number = isNumber(tokens.peek());
        if (number) {
            factor = new BigDecimal(tokens.next());
        }
        Optional<String> column = Optional.empty();
        if (!number || tokens.take("*")) {
            SourceColumn named = column(tokens.next());
            if (kind(named) != Kind.NUMBER) {
                throw new IllegalArgumentException("only numbers are added and multiplied, and " + named.name() + " is none");
            }
            column = Optional.of(named.name());
        }
        return new Amount.Product(minus ? factor.negate() : factor, column);
    }

    private Amount later(String date, boolean minus) {
        if (minus && isName(tokens.peek()) && kind(column(tokens.peek())) == Kind.DATE) {
            return new Amount.Days(tokens.next(), date);
        }
        String count = tokens.next();
        String unit = tokens.next();
        if (!count.matches("\\d{1,6}") || Integer.parseInt(count) > MOST_DAYS || !UNITS.contains(unit)) {
            throw new IllegalArgumentException("expected a whole number of days, months or years after " + date + ", or a date taken from it");
        }
        return new Amount.Later(date, minus ? -Integer.parseInt(count) : Integer.parseInt(count), unit);
    }

    private Kind kind(Amount amount) {
        if (amount instanceof Amount.Column column) {
            return kind(column(column.name()));
        }
        return amount instanceof Amount.Words ? Kind.TEXT : amount instanceof Amount.Later ? Kind.DATE : Kind.NUMBER;
    }

    private static Kind kind(SourceColumn column) {
        return switch (column.type().kind()) {
            case STRING -> Kind.TEXT;
            case LIST -> Kind.LIST;
            case BOOLEAN -> Kind.TRUTH;
            case DATE, TIMESTAMP -> Kind.DATE;
            case INT, BIGINT, DECIMAL, DOUBLE -> Kind.NUMBER;
        };
    }

    private String requireText(SourceColumn column) {
        if (kind(column) != Kind.TEXT) {
            throw new IllegalArgumentException("expected a column of type string, and " + column.name() + " is none");
        }
        return column.name();
    }

    private SourceColumn column(String name) {
        return columns.apply(name).orElseThrow(() -> new IllegalArgumentException("the profile has no column '" + name + "'"));
    }

    private static String words(String token) {
        if (!token.startsWith("'")) {
            throw new IllegalArgumentException("expected a text in single quotation marks; found " + token);
        }
        return token.substring(1, token.length() - 1);
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case NUMBER -> "number";
            case DATE -> "date";
            case TEXT -> "text";
            case TRUTH -> "truth value";
            case LIST -> "list";
        };
    }

    private static boolean isName(String token) {
        return !token.isEmpty() && Character.isLetter(token.charAt(0));
    }

    private static boolean isNumber(String token) {
        return !token.isEmpty() && Character.isDigit(token.charAt(0));
    }

    private static boolean isSign(String token) {
        return token.equals("+") || token.equals("-");
    }
}
