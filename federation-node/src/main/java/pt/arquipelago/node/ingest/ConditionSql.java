package pt.arquipelago.node.ingest;

import java.util.List;
import java.util.stream.Collectors;
import pt.arquipelago.node.profile.Condition;
import pt.arquipelago.node.profile.Condition.Amount;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.SourceType;

/** A profile's condition as SQL over the typed row: true, false, or NULL where a value it compares is missing. */
final class ConditionSql {
    private final TypedRow row;
    private final Profile profile;

    ConditionSql(TypedRow row, Profile profile) {
        this.row = row;
        this.profile = profile;
    }

    String of(Condition condition) {
        if (condition instanceof Condition.All all) {
            return joined(all.parts(), " AND ");
        }
        if (condition instanceof Condition.Any any) {
            return joined(any.parts(), " OR ");
        }
        if (condition instanceof Condition.Not not) {
            return "(NOT " + of(not.part()) + ")";
        }
        if (condition instanceof Condition.Comparison comparison) {
            return "(" + amount(comparison.left()) + " " + comparison.sign() + " " + amount(comparison.right()) + ")";
        }
        if (condition instanceof Condition.True test) {
            return row.value(column(test.column()));
        }
        if (condition instanceof Condition.Missing missing) {
            return "(" + row.raw(column(missing.column())) + " IS NULL)";
        }
        if (condition instanceof Condition.OneOf oneOf) {
            return "(" + row.raw(column(oneOf.column())) + " IN (" + oneOf.texts().stream().map(Sql::text).collect(Collectors.joining(", ")) + "))";
        }
        Condition.StartsWith starts = (Condition.StartsWith) condition;
        String raw = row.raw(column(starts.column()));
        return "(" + starts.texts().stream().map(text -> "starts_with(" + raw + ", " + Sql.text(text) + ")").collect(Collectors.joining(" OR ")) + ")";
    }

    private String joined(List<Condition> parts, String by) {
        return "(" + parts.stream().map(this::of).collect(Collectors.joining(by)) + ")";
    }

    private String amount(Amount amount) {
        if (amount instanceof Amount.Column named) {
            SourceColumn column = column(named.name());
            return isDay(column) ? row.day(column) : row.value(column);
        }
        if (amount instanceof Amount.Number number) {
            return number.value().toPlainString();
        }
        if (amount instanceof Amount.Words words) {
            return Sql.text(words.text());
        }
        if (amount instanceof Amount.Later later) {
            return "(" + row.day(column(later.column())) + " + INTERVAL (" + later.count() + ") " + later.unit() + ")";
        }
        if (amount instanceof Amount.Days days) {
            return "date_diff('day', " + row.day(column(days.from())) + ", " + row.day(column(days.to())) + ")";
        }
        // As doubles: whole numbers and decimals of a file could overflow, which would end the load and not the row.
        return ((Amount.Sum) amount).products().stream()
                .map(product -> "(" + product.factor().toPlainString() + ")::DOUBLE"
                        + product.column().map(name -> " * " + row.value(column(name)) + "::DOUBLE").orElse(""))
                .collect(Collectors.joining(" + ", "(", ")"));
    }

    private SourceColumn column(String name) {
        return profile.column(name).orElseThrow();
    }

    private static boolean isDay(SourceColumn column) {
        return column.type().kind() == SourceType.Kind.DATE || column.type().kind() == SourceType.Kind.TIMESTAMP;
    }
}
