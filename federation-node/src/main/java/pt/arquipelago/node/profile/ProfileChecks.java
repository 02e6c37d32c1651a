package pt.arquipelago.node.profile;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.settings.Suggestion;

/** What must fit together across a profile. */
final class ProfileChecks {
    private ProfileChecks() {}

    static void check(ProfileNode root, Profile profile) {
        if (profile.subject() instanceof Subject.Column subject) {
            requirePseudonym(root, "subject", profile, subject.column());
        }
        for (ProfileNode node : root.children("also_protected")) {
            requirePseudonym(node, "column", profile, node.text("column"));
        }
        if (!(profile.subject() instanceof Subject.Column subject) || !isPlain(profile, subject.column())) {
            for (ProfileNode node : root.children("columns")) {
                requireNoShift(node);
                node.children("makes").forEach(ProfileChecks::requireNoShift);
            }
        }
        profile.period().ifPresent(period -> {
            ColumnDescription column = lakeColumn(root, "period", profile, period);
            if (!column.type().equals(ValueType.DATE)) {
                throw root.wrong("period", "expected a column of type DATE, and '" + period + "' is " + column.type());
            }
        });
        load(root, profile);
        for (ProfileNode node : root.children("rules")) {
            node.texts("order").forEach(name -> requireSource(node, "order", profile, name));
        }
        for (ProfileNode node : root.children("columns")) {
            node.optionalText("order_column").ifPresent(name -> requireSource(node, "order_column", profile, name));
            requireDate(node, profile);
            node.optionalText("otherwise").ifPresent(name -> {
                if (requireSource(node, "otherwise", profile, name).makes().stream().noneMatch(made -> made.treatment() instanceof Treatment.Pseudonym other && plain(other))) {
                    throw node.wrong("otherwise", "expected a column of class identifier, and '" + name + "' is none, or has 'otherwise' or 'through' itself");
                }
            });
            if (node.has("path") && profile.fhir().isEmpty()) {
                throw node.wrong("path", "only a profile of FHIR has paths: say 'fhir: {resource: …}'");
            }
            node.children("makes").forEach(made -> requireDate(made, profile));
        }
    }

    /** By one identifier of the row alone. */
    private static boolean plain(Treatment.Pseudonym pseudonym) {
        return pseudonym.otherwise().isEmpty() && pseudonym.through().isEmpty();
    }

    private static boolean isPlain(Profile profile, String subject) {
        return profile.columns().stream().flatMap(column -> column.makes().stream()).filter(made -> made.description().name().equals(subject))
                .allMatch(made -> made.treatment() instanceof Treatment.Pseudonym pseudonym && plain(pseudonym));
    }

    private static void requireNoShift(ProfileNode node) {
        if (node.optionalText("treatment").filter("date_shift"::equals).isPresent()) {
            throw node.wrong("treatment", "'date_shift' moves all dates of a person alike, and here a row's person is not told by one identifier of the row");
        }
    }

    private static void load(ProfileNode root, Profile profile) {
        if (profile.load() instanceof Load.ReplacePeriod period) {
            requireOneRowApart(root, profile);
            requireAlways(root, "load", profile, period.column());
            ColumnDescription column = lakeColumn(root, "load", profile, period.column());
            if (!column.type().equals(ValueType.DATE)) {
                throw root.wrong("load", "expected a column of type DATE, and '" + period.column() + "' is " + column.type());
            }
        } else if (profile.load() instanceof Load.Upsert upsert) {
            requireOneRowApart(root, profile);
            upsert.key().forEach(column -> requireAlways(root, "load", profile, column));
            upsert.latest().ifPresent(column -> requireAlways(root, "latest", profile, column));
        }
    }

    private static void requireOneRowApart(ProfileNode root, Profile profile) {
        if (profile.subject() instanceof Subject.EachRow) {
            throw root.wrong("load", "where each row is a person only 'replace' and 'append' are possible: nothing tells which row is the same person");
        }
    }

    /** A column of the lake that is never empty. */
    private static void requireAlways(ProfileNode root, String key, Profile profile, String name) {
        lakeColumn(root, key, profile, name);
        boolean always = profile.columns().stream().filter(column -> column.makes().stream().anyMatch(made -> made.description().name().equals(name)))
                .anyMatch(SourceColumn::required);
        if (!always) {
            throw root.wrong(key, "the column behind '" + name + "' has to be 'required'");
        }
    }

    private static void requireDate(ProfileNode node, Profile profile) {
        node.optionalText("on").ifPresent(name -> {
            SourceType.Kind kind = requireSource(node, "on", profile, name).type().kind();
            if (kind != SourceType.Kind.DATE && kind != SourceType.Kind.TIMESTAMP) {
                throw node.wrong("on", "expected a column of type date or timestamp");
            }
        });
    }

    private static void requirePseudonym(ProfileNode node, String key, Profile profile, String name) {
        if (!lakeColumn(node, key, profile, name).isPseudonym()) {
            throw node.wrong(key, "expected a column of class identifier, and '" + name + "' is none");
        }
    }

    private static ColumnDescription lakeColumn(ProfileNode node, String key, Profile profile, String name) {
        Optional<ColumnDescription> found = profile.lakeColumns().stream().filter(column -> column.name().equals(name)).findFirst();
        return found.orElseThrow(() -> node.wrong(key, "no column makes '" + name + "' in the lake"
                + hint(name, profile.lakeColumns().stream().map(ColumnDescription::name).toList())));
    }

    private static SourceColumn requireSource(ProfileNode node, String key, Profile profile, String name) {
        return profile.column(name).orElseThrow(() -> node.wrong(key, "the profile has no column '" + name + "'"
                + hint(name, profile.columns().stream().map(SourceColumn::name).toList())));
    }

    private static String hint(String name, List<String> known) {
        return Suggestion.of(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
    }
}
