package pt.arquipelago.node.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.CodeList;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableTexts;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.settings.OperatorException;

/** Reads a profile from YAML (docs/profiles.md); a wrong one is refused with its line and what was expected. */
public final class ProfileReader {
    /** The column of a table whose rows are the persons. */
    static final ColumnDescription PERSON = new ColumnDescription(Subject.PERSON, ValueType.BIGINT, ColumnClass.IDENTIFIER, false, false,
            Optional.of("subject"), Optional.empty(), false, new Text("Pessoa (uma por linha)", "Person (one a row)"));
    /** Profiles that come with the project, by their name on the command line: those that {@code profiles/systems.txt} lists. */
    public static final List<String> SYSTEMS = resource("profiles/systems.txt").lines().toList();
    /** Those of FHIR's resources, whatever institution or vendor delivers them; that of the patients first. */
    public static final List<String> FHIR = List.of("fhir-patient", "fhir-encounter", "fhir-condition", "fhir-observation", "fhir-medication-request",
            "fhir-medication-dispense", "fhir-medication-statement", "fhir-procedure", "fhir-immunization", "fhir-allergy-intolerance", "fhir-diagnostic-report", "fhir-composition");

    private ProfileReader() {}

    /** A profile that comes with the project ({@code dem}) or a file of one's own. */
    public static Profile named(String nameOrPath) {
        if (!SYSTEMS.contains(nameOrPath) && !FHIR.contains(nameOrPath)) {
            return read(Path.of(nameOrPath));
        }
        String file = "profiles/" + nameOrPath + ".yaml";
        return parse(file, resource(file));
    }

    private static String resource(String file) {
        try (InputStream resource = ProfileReader.class.getResourceAsStream("/" + file)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    public static Profile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new OperatorException("The profile " + file + " is not there. Give the path of a YAML file, or one of "
                    + String.join(", ", SYSTEMS) + ", " + String.join(", ", FHIR) + ".");
        }
        try {
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new OperatorException("The profile " + file + " cannot be read as UTF-8 text. Check its permissions and its encoding.");
        }
    }

    static Profile parse(String file, String text) {
        ProfileNode root = ProfileNode.parse(file, text).allow("profile", "system", "table", "title", "description", "categories",
                "keywords", "minimum_persons", "legal_basis", "catalogue", "csv", "fhir", "time_zone", "subject", "also_protected", "period", "load", "latest", "quality", "columns", "rules");
        if (!root.text("profile").equals("1")) {
            throw root.wrong("profile", "expected 1, the version of this format");
        }
        String table = root.text("table");
        if (!table.matches("[a-z][a-z0-9_]{0,62}")) {
            throw root.wrong("table", "expected small letters, digits and '_', beginning with a letter; found '" + table + "'");
        }
        List<SourceColumn> columns = new ArrayList<>();
        for (ProfileNode column : root.children("columns")) {
            columns.add(ColumnReader.read(column));
        }
        requireDistinct(root, columns);
        hide(root, columns);
        List<Rule> rules = rules(root, columns);
        columns = RequiredColumns.told(columns, rules);
        Profile profile = new Profile(root.text("system"), table, csv(root),
                root.has("fhir") ? Optional.of(FhirView.read(root, columns)) : Optional.empty(), timeZone(root), subject(root), alsoProtected(root),
                root.optionalText("period"), columns, rules, minimumPersons(root), texts(root), load(root),
                QualityReader.read(root, Profile.lakeColumns(columns, subject(root))), Digest.of(text));
        ProfileChecks.check(root, profile);
        return profile;
    }

    /** Conditions may name any column, so they are read when all columns are known. */
    private static void hide(ProfileNode root, List<SourceColumn> columns) {
        List<ProfileNode> nodes = root.children("columns");
        for (int i = 0; i < columns.size(); i++) {
            ProfileNode node = nodes.get(i);
            if (node.has("hidden_when")) {
                columns.set(i, columns.get(i).hiddenWhen(condition(node, "hidden_when", columns)));
            }
        }
    }

    private static Condition condition(ProfileNode node, String key, List<SourceColumn> columns) {
        try {
            return ConditionReader.read(node.text(key), name -> columns.stream().filter(column -> column.name().equals(name)).findFirst());
        } catch (IllegalArgumentException e) {
            throw node.wrong(key, e.getMessage());
        }
    }

    private static int minimumPersons(ProfileNode root) {
        int minimum = root.number("minimum_persons", 1);
        if (minimum < 1) {
            throw root.wrong("minimum_persons", "expected 1 or more, found " + minimum);
        }
        return minimum;
    }

    private static void requireDistinct(ProfileNode root, List<SourceColumn> columns) {
        if (columns.isEmpty()) {
            throw root.wrong("columns", "expected at least one column");
        }
        Set<String> names = new HashSet<>();
        Set<String> made = new HashSet<>();
        List<ProfileNode> nodes = root.children("columns");
        for (int i = 0; i < columns.size(); i++) {
            SourceColumn column = columns.get(i);
            if (!names.add(column.name())) {
                throw nodes.get(i).wrong("name", "the column '" + column.name() + "' stands twice");
            }
            for (SourceColumn.LakeColumn lake : column.makes()) {
                if (!made.add(lake.description().name())) {
                    throw nodes.get(i).wrong("name", "two columns of the lake would be called '" + lake.description().name() + "'");
                }
            }
        }
    }

    private static Load load(ProfileNode root) {
        Optional<String> latest = root.optionalText("latest");
        String text = root.optionalText("load").orElse("replace");
        Load load = Load.parse(text, latest).orElseThrow(() -> root.wrong("load",
                "expected replace, append, replace-period(column) or upsert(column, …); found '" + text + "'"));
        if (latest.isPresent() && !(load instanceof Load.Upsert)) {
            throw root.wrong("latest", "only a load by upsert has rows of which one is the later");
        }
        return load;
    }

    /** The closed list of an entry's {@code codes}, if it has one. */
    public static Optional<CodeList> codes(ProfileNode node, String name) {
        return ColumnReader.codes(node, name);
    }

    /** Titles, categories, keywords, legal basis and the catalogue's terms. */
    public static TableTexts texts(ProfileNode root) {
        Text title = text(root, "title");
        List<String> categories = root.texts("categories");
        for (String category : categories) {
            if (!category.matches("[a-q]")) {
                throw root.wrong("categories", "expected letters of Art 51(1), a to q; found '" + category + "'");
            }
        }
        List<Text> keywords = root.children("keywords").stream().map(node -> new Text(node.text("pt"), node.text("en"))).toList();
        return new TableTexts(title, root.has("description") ? text(root, "description") : title, categories, keywords,
                root.optionalText("legal_basis").orElse(""), CatalogueReader.read(root));
    }

    /** {@code {pt: …, en: …}}, or one text for both. */
    public static Text text(ProfileNode parent, String key) {
        if (!parent.has(key)) {
            throw parent.wrong("the key '" + key + "' is missing: expected {pt: …, en: …}");
        }
        ProfileNode node = parent.child(key).orElseThrow().allow("pt", "en");
        return new Text(node.text("pt"), node.text("en"));
    }

    private static CsvFormat csv(ProfileNode root) {
        Optional<ProfileNode> node = root.child("csv");
        if (node.isEmpty()) {
            return CsvFormat.standard();
        }
        ProfileNode csv = node.get().allow("encoding", "delimiter", "decimal_comma", "date_format");
        Optional<String> delimiter = csv.optionalText("delimiter");
        if (delimiter.isPresent() && !List.of(",", ";", "\t", "|").contains(delimiter.get())) {
            throw csv.wrong("delimiter", "expected ',', ';', '|' or a tab");
        }
        String encoding = csv.optionalText("encoding").orElse("utf-8");
        CsvFormat.Encoding known = switch (encoding.toLowerCase(Locale.ROOT)) {
            case "utf-8" -> CsvFormat.Encoding.UTF_8;
            case "windows-1252" -> CsvFormat.Encoding.WINDOWS_1252;
            default -> throw csv.wrong("encoding", "expected utf-8 or windows-1252, found '" + encoding + "'");
        };
        Optional<String> dateFormat = csv.optionalText("date_format");
        if (dateFormat.isPresent() && !dateFormat.get().matches("[%YymdHMS/. :-]+")) {
            throw csv.wrong("date_format", "expected %Y, %m, %d and separators, such as '%d/%m/%Y'");
        }
        return new CsvFormat(known, delimiter.map(text -> text.charAt(0)), csv.flag("decimal_comma"), dateFormat);
    }

    private static ZoneId timeZone(ProfileNode root) {
        String zone = root.optionalText("time_zone").orElse("Europe/Lisbon");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw root.wrong("time_zone", "expected a time zone such as Europe/Lisbon, found '" + zone + "'");
        }
    }

    public static Subject subject(ProfileNode root) {
        String subject = root.text("subject");
        return subject.equals("each_row") ? new Subject.EachRow() : new Subject.Column(subject);
    }

    public static List<ProtectedColumn> alsoProtected(ProfileNode root) {
        List<ProtectedColumn> others = new ArrayList<>();
        for (ProfileNode node : root.children("also_protected")) {
            node.allow("column", "type", "threshold");
            String type = node.text("type");
            int threshold = node.number("threshold", type.equals("professional") ? 3 : 10);
            if (threshold < 1) {
                throw node.wrong("threshold", "expected 1 or more, found " + threshold);
            }
            others.add(new ProtectedColumn(node.text("column"), type, threshold));
        }
        return others;
    }

    private static Rule.Refers refers(ProfileNode node, List<SourceColumn> columns) {
        List<String> pair = node.texts("refers");
        String[] to = pair.size() == 2 ? pair.get(1).split("\\.", -1) : new String[0];
        if (to.length != 2) {
            throw node.wrong("refers", "expected a column and a table's pseudonyms, such as [numero_utente, source_rnu.numero_utente]");
        }
        if (columns.stream().noneMatch(column -> column.name().equals(pair.get(0)) && column.makes().stream().anyMatch(made -> made.description().isPseudonym()))) {
            throw node.wrong("refers", "expected a column of class identifier, and '" + pair.get(0) + "' is none");
        }
        return new Rule.Refers(pair.get(0), to[0], to[1], node.flag("if_loaded"));
    }

    private static List<Rule> rules(ProfileNode root, List<SourceColumn> columns) {
        List<Rule> rules = new ArrayList<>();
        for (ProfileNode node : root.children("rules")) {
            node.allow("order", "named", "holds", "name", "title", "refers", "if_loaded");
            if (node.has("if_loaded") && !node.has("refers")) {
                throw node.wrong("if_loaded", "only a rule 'refers' looks into another table");
            }
            if (node.has("order")) {
                List<String> pair = node.texts("order");
                if (pair.size() != 2) {
                    throw node.wrong("order", "expected two columns, such as [data_inicio, data_fim]");
                }
                rules.add(new Rule.Order(pair.get(0), pair.get(1)));
            } else if (node.has("refers")) {
                rules.add(refers(node, columns));
            } else if (node.has("holds")) {
                String name = node.text("name");
                if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
                    throw node.wrong("name", "expected small letters, digits and '_', beginning with a letter; found '" + name + "'");
                }
                rules.add(new Rule.Holds(name, condition(node, "holds", columns), text(node, "title")));
            } else if (node.text("named").equals("longest_sick_leave")) {
                rules.add(new Rule.LongestSickLeave());
            } else {
                throw node.wrong("named", "expected longest_sick_leave, the only rule with a name; found '" + node.text("named") + "'");
            }
        }
        return rules;
    }
}
