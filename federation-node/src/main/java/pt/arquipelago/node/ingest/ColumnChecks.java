package pt.arquipelago.node.ingest;

import java.util.List;
import java.util.stream.Collectors;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.SourceType;
import pt.arquipelago.node.profile.Treatment;

/** The checks of one column. An absent value fails only where one is required. */
final class ColumnChecks {
    private final TypedRow row;
    private final SourceColumn column;
    private final String raw;

    ColumnChecks(TypedRow row, SourceColumn column) {
        this.row = row;
        this.column = column;
        this.raw = row.raw(column);
    }

    void add(List<Check> checks) {
        boolean otherwise = column.makes().stream().anyMatch(lake -> lake.treatment() instanceof Treatment.Pseudonym pseudonym && pseudonym.otherwise().isPresent());
        if (column.required() || row.isPerson(column) && !otherwise) {
            checks.add(check(Reason.MISSING, raw + " IS NOT NULL"));
        }
        if (column.type().kind() != SourceType.Kind.STRING) {
            checks.add(present(Reason.TYPE, row.value(column) + " IS NOT NULL"));
        }
        column.makes().forEach(lake -> {
            if (lake.treatment() instanceof Treatment.Pseudonym pseudonym) {
                checks.add(present(pseudonym.through().isPresent() ? Reason.REFERENCE : Reason.IDENTIFIER, row.pseudonym(column) + " IS NOT NULL"));
            } else if (lake.treatment() instanceof Treatment.Nuts3) {
                checks.add(present(Reason.CODE, row.place(column) + " IS NOT NULL"));
            }
        });
        if (column.makes().stream().anyMatch(lake -> lake.treatment() instanceof Treatment.Postcode)) {
            checks.add(present(Reason.FORM, "regexp_full_match(" + raw + ", '\\d{4}-\\d{3}')"));
        }
        column.check().ifPresent(check -> checks.add(present(check.isUnit() ? Reason.UNIT : Reason.IDENTIFIER, Functions.form(check.name()) + "(" + raw + ")")));
        column.form().ifPresent(form -> checks.add(present(Reason.FORM, "regexp_full_match(" + raw + ", " + Sql.text(whole(form)) + ")")));
        if (column.isList()) {
            column.codes().ifPresent(list -> checks.add(present(Reason.CODE, "regexp_full_match(" + raw + ", "
                    + Sql.text(whole(list.values().stream().map(code -> "\\Q" + code + "\\E").collect(Collectors.joining("|")))) + ")")));
            return;
        }
        column.codes().ifPresent(list -> checks.add(present(Reason.CODE,
                raw + " IN (" + list.values().stream().map(Sql::text).collect(Collectors.joining(", ")) + ")")));
        column.min().ifPresent(min -> checks.add(check(Reason.RANGE, "coalesce(" + ordered() + " >= " + bound(min) + ", true)")));
        column.max().ifPresent(max -> checks.add(check(Reason.RANGE, "coalesce(" + ordered() + " <= " + bound(max) + ", true)")));
    }

    /** A list's form and codes are those of its elements. */
    private String whole(String form) {
        return column.isList() ? "(?:" + form + ")(?:\\|(?:" + form + "))*" : form;
    }

    private String ordered() {
        return isDay() ? row.day(column) : row.value(column);
    }

    private String bound(String text) {
        if (isDay()) {
            return text.equals("today") ? row.date(row.today()) : "DATE " + Sql.text(text);
        }
        return column.type().kind() == SourceType.Kind.STRING ? Sql.text(text) : text;
    }

    private boolean isDay() {
        SourceType.Kind kind = column.type().kind();
        return kind == SourceType.Kind.DATE || kind == SourceType.Kind.TIMESTAMP;
    }

    private Check present(Reason reason, String holds) {
        return check(reason, "(" + raw + " IS NULL OR coalesce(" + holds + ", false))");
    }

    private Check check(Reason reason, String holds) {
        return new Check(column.name(), reason, holds);
    }
}
