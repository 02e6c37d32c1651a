package pt.arquipelago.node.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.SourceColumn.LakeColumn;
import pt.arquipelago.node.profile.SourceType;
import pt.arquipelago.node.profile.Treatment;
import pt.arquipelago.pseudonymisation.generalise.AgeBand;

/**
 * The SQL expressions of one row, from the extract's text {@code c0, c1, …} (in the order of its header): the typed values
 * {@code t0, …}, pseudonyms {@code p0, …} and wider places {@code n0, …}, and above them the lake's columns and the checks.
 */
final class TypedRow {
    private static final int TOP_AGE = 90;
    private static final int BAND = 5;

    private final Profile profile;
    private final List<String> header;
    private final LocalDate today;

    TypedRow(Profile profile, List<String> header, LocalDate today) {
        this.profile = profile;
        this.header = header;
        this.today = today;
    }

    /** {@code SELECT} list of the inner query: whatever the checks and the lake's columns need, each computed once. */
    List<String> inner() {
        List<String> list = new ArrayList<>();
        for (SourceColumn column : profile.columns()) {
            String raw = raw(column);
            list.add(raw);
            if (column.type().kind() != SourceType.Kind.STRING) {
                list.add(typed(column, raw) + " AS " + t(column));
            }
            for (LakeColumn lake : column.makes()) {
                if (lake.treatment() instanceof Treatment.Pseudonym pseudonym) {
                    list.add(pseudonym(column, pseudonym) + " AS " + pseudonym(column));
                } else if (lake.treatment() instanceof Treatment.Nuts3) {
                    list.add(territory(column) + ".nuts3 AS n" + index(column));
                } else if (lake.treatment() instanceof Treatment.PharmaceuticalProduct) {
                    list.add(medicine(column) + ".phpid AS h" + index(column));
                } else if (lake.treatment() instanceof Treatment.Postcode postcode) {
                    list.add(Functions.place(postcode) + "(" + raw + ") AS " + ofPostcode(column, postcode));
                }
            }
        }
        if (profile.subject() instanceof Subject.EachRow) {
            list.add(Functions.EACH_ROW + "(c0) AS person");
        }
        shifts(profile).forEach(most -> list.add(Functions.shift(most) + "(" + personIdentified() + ") AS s" + most));
        return list;
    }

    /** Joins of the inner query: one for each column that is taken to its NUTS 3 or its PhPID. */
    String joins() {
        StringBuilder joins = new StringBuilder();
        for (SourceColumn column : profile.columns()) {
            if (column.makes().stream().anyMatch(lake -> lake.treatment() instanceof Treatment.Nuts3)) {
                joins.append(" LEFT JOIN ").append(Functions.TERRITORY).append(' ').append(territory(column))
                        .append(" ON ").append(territory(column)).append(".dico = left(").append(raw(column)).append(", 4)");
            }
            if (column.makes().stream().anyMatch(lake -> lake.treatment() instanceof Treatment.PharmaceuticalProduct)) {
                joins.append(" LEFT JOIN ").append(Functions.MEDICINES).append(' ').append(medicine(column)).append(" ON ").append(medicine(column)).append(".code = ").append(raw(column));
            }
        }
        return joins.toString();
    }

    /** {@code SELECT} list of the outer query, in the order of {@link Profile#lakeColumns}. */
    String lake() {
        List<String> list = new ArrayList<>();
        if (profile.subject() instanceof Subject.EachRow) {
            list.add("person");
        }
        for (SourceColumn column : profile.columns()) {
            for (LakeColumn lake : column.makes()) {
                list.add(shown(column, made(column, lake.treatment())) + " AS " + Sql.name(lake.description().name()));
            }
        }
        return String.join(", ", list);
    }

    private String shown(SourceColumn column, String made) {
        return column.hiddenWhen()
                .map(condition -> "CASE WHEN NOT coalesce(" + new ConditionSql(this, profile).of(condition) + ", true) THEN " + made + " END")
                .orElse(made);
    }

    private String made(SourceColumn column, Treatment treatment) {
        String value = value(column);
        if (treatment instanceof Treatment.Pseudonym) {
            return pseudonym(column);
        }
        if (treatment instanceof Treatment.Nuts3) {
            return "n" + index(column);
        }
        if (treatment instanceof Treatment.PharmaceuticalProduct) {
            return "h" + index(column);
        }
        if (treatment instanceof Treatment.Postcode postcode) {
            return ofPostcode(column, postcode);
        }
        if (treatment instanceof Treatment.Year) {
            return "year(" + day(column) + ")::INTEGER";
        }
        if (treatment instanceof Treatment.BirthYear birth) {
            String on = on(birth.on());
            return "CASE WHEN " + on + " IS NOT NULL AND " + day(column) + " IS NOT NULL THEN greatest(year(" + day(column) + "), year(" + on + ") - " + TOP_AGE + ")::INTEGER END";
        }
        if (treatment instanceof Treatment.Day) {
            return day(column);
        }
        if (treatment instanceof Treatment.DateShift shift) {
            return "(" + day(column) + " + s" + shift.most() + ")";
        }
        if (treatment instanceof Treatment.Prefix prefix) {
            return "left(" + value + ", " + prefix.length() + ")";
        }
        if (treatment instanceof Treatment.AgeBand band) {
            String on = on(band.on());
            return "CASE WHEN " + day(column) + " <= " + on + " THEN list_extract(" + bands() + ", (least(date_sub('year', " + day(column) + ", " + on + "), " + TOP_AGE + ") // " + BAND + " + 1)::INTEGER) END";
        }
        return value;
    }

    /** The day of another column of the row, or of ingest. */
    private String on(Optional<String> column) {
        return column.map(name -> day(profile.column(name).orElseThrow())).orElse(date(today));
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        profile.columns().forEach(column -> new ColumnChecks(this, column).add(checks));
        profile.rules().forEach(rule -> checks.add(RuleChecks.check(this, profile, rule)));
        return checks;
    }

    /** The text of the extract: never empty, NULL instead. */
    String raw(SourceColumn column) {
        return "c" + index(column);
    }

    /** A value masked: its first characters, digits as 9, letters as A; empty where several columns are meant. */
    String shape(String column) {
        return profile.column(column)
                .map(source -> "coalesce(regexp_replace(regexp_replace(regexp_replace(left(" + raw(source) + ", 40), '\\pN', '9', 'g'), '\\pL', 'A', 'g'), '[^ -~]', '?', 'g'), '')")
                .orElse("''");
    }

    /** The typed value. */
    String value(SourceColumn column) {
        return column.type().kind() == SourceType.Kind.STRING ? raw(column) : t(column);
    }

    /** The calendar day of a date or timestamp, where the source is. */
    String day(SourceColumn column) {
        return column.type().kind() == SourceType.Kind.TIMESTAMP ? t(column) + "::DATE" : t(column);
    }

    /** The subject: a row without one is never good. */
    String person() {
        if (profile.subject() instanceof Subject.EachRow) {
            return Subject.PERSON;
        }
        return profile.columns().stream().filter(this::isPerson).map(this::pseudonym).findFirst().orElseThrow();
    }

    /** Whether the column is the table's subject. */
    boolean isPerson(SourceColumn column) {
        return column.makes().stream().anyMatch(lake -> lake.description().name().equals(profile.subject().column()));
    }

    String pseudonym(SourceColumn column) {
        return "p" + index(column);
    }

    String place(SourceColumn column) {
        return "n" + index(column);
    }

    String date(LocalDate day) {
        return "DATE '" + day + "'";
    }

    LocalDate today() {
        return today;
    }

    private String typed(SourceColumn column, String raw) {
        String number = profile.csv().decimalComma() ? "replace(" + raw + ", ',', '.')" : raw;
        return switch (column.type().kind()) {
            case STRING -> raw;
            case LIST -> "'|' || array_to_string(list_sort(list_distinct(string_split(" + raw + ", '|'))), '|') || '|'";
            case INT -> whole(raw, "INTEGER");
            case BIGINT -> whole(raw, "BIGINT");
            case DECIMAL -> "TRY_CAST(" + number + " AS " + column.type().lake() + ")";
            case DOUBLE -> "CASE WHEN isfinite(TRY_CAST(" + number + " AS DOUBLE)) THEN TRY_CAST(" + number + " AS DOUBLE) END";
            case BOOLEAN -> "CASE upper(" + raw + ") " + whens("true", "TRUE", "T", "1", "S", "SIM") + whens("false", "FALSE", "F", "0", "N", "NÃO", "NAO") + "END";
            case DATE -> profile.csv().dateFormat()
                    .map(format -> "try_strptime(" + raw + ", " + Sql.text(format) + ")::DATE")
                    .orElse("CASE WHEN length(" + raw + ") = 10 THEN TRY_CAST(" + raw + " AS DATE) END");
            case TIMESTAMP -> timestamp(column, raw);
        };
    }

    /** Not {@code IN}: the engine would make a join of it. */
    private static String whens(String value, String... texts) {
        return Stream.of(texts).map(text -> "WHEN " + Sql.text(text) + " THEN " + value + " ").collect(Collectors.joining());
    }

    /** Only where the instant itself is kept does the engine have to look up its time zone. */
    private static String timestamp(SourceColumn column, String raw) {
        boolean instant = column.makes().stream().anyMatch(lake -> lake.treatment() instanceof Treatment.Keep);
        String zoned = "TRY_CAST(" + raw + " AS TIMESTAMPTZ)";
        return instant ? zoned
                : "CASE WHEN length(" + raw + ") BETWEEN 10 AND 19 THEN TRY_CAST(" + raw + " AS TIMESTAMP)::DATE ELSE " + zoned + "::DATE END";
    }

    /** The engine would round 5.7 to 6. */
    private static String whole(String raw, String type) {
        return "CASE WHEN NOT contains(" + raw + ", '.') THEN TRY_CAST(" + raw + " AS " + type + ") END";
    }

    /** A column of its own function where it stands for whoever is behind it in another table. */
    private String pseudonym(SourceColumn column, Treatment.Pseudonym pseudonym) {
        String raw = raw(column);
        if (pseudonym.through().isPresent()) {
            return Functions.behind(column) + "(" + raw + ")";
        }
        String own = Functions.pseudonym(pseudonym.type()) + "(" + identified(raw, pseudonym) + ")";
        return pseudonym.otherwise().map(name -> profile.column(name).orElseThrow())
                .map(other -> "CASE WHEN " + raw + " IS NULL THEN " + pseudonym(other, (Treatment.Pseudonym) other.makes().get(0).treatment()) + " ELSE " + own + " END").orElse(own);
    }

    private String identified(String raw, Treatment.Pseudonym pseudonym) {
        if (pseudonym.order().isPresent()) {
            return raw(profile.column(pseudonym.order().get()).orElseThrow()) + " || ':' || " + raw;
        }
        return pseudonym.fixedOrder().map(order -> Sql.text(order + ":") + " || " + raw).orElse(raw);
    }

    private String personIdentified() {
        SourceColumn person = profile.columns().stream().filter(this::isPerson).findFirst().orElseThrow();
        return identified(raw(person), (Treatment.Pseudonym) person.makes().get(0).treatment());
    }

    /** By how many days at most the profile moves dates; each once. */
    static SortedSet<Integer> shifts(Profile profile) {
        SortedSet<Integer> most = new TreeSet<>();
        for (SourceColumn column : profile.columns()) {
            for (LakeColumn lake : column.makes()) {
                if (lake.treatment() instanceof Treatment.DateShift shift) {
                    most.add(shift.most());
                }
            }
        }
        return most;
    }

    private static String bands() {
        Set<String> bands = IntStream.rangeClosed(0, TOP_AGE).mapToObj(AgeBand.FIVE_YEARS::of).collect(Collectors.toCollection(LinkedHashSet::new));
        return "[" + bands.stream().map(Sql::text).collect(Collectors.joining(", ")) + "]";
    }

    private String ofPostcode(SourceColumn column, Treatment.Postcode postcode) {
        return (postcode.region() ? "r" : "m") + index(column);
    }

    private String territory(SourceColumn column) {
        return "g" + index(column);
    }

    private String medicine(SourceColumn column) {
        return "d" + index(column);
    }

    private String t(SourceColumn column) {
        return "t" + index(column);
    }

    private int index(SourceColumn column) {
        return header.indexOf(column.name());
    }
}
