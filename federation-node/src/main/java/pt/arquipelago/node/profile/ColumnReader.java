package pt.arquipelago.node.profile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.CodeList;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.lake.ValueRange;
import pt.arquipelago.node.profile.SourceColumn.LakeColumn;
import pt.arquipelago.node.profile.SourceColumn.NamedForm;
import pt.arquipelago.pseudonymisation.generalise.AgeBand;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.identifier.ProductCode;

/** Reads one entry of a profile's {@code columns}. */
final class ColumnReader {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    private static final int OLDEST = 130;

    /** The classes that a profile knows: those of the lake and {@code dropped}. */
    private enum SourceClass { IDENTIFIER, QUASI_IDENTIFIER, SENSITIVE, NEUTRAL, DROPPED }

    private ColumnReader() {}

    static SourceColumn read(ProfileNode node) {
        node.allow("name", "class", "identifier", "identifies", "order", "order_column", "type", "required", "form", "check", "codes", "min", "max",
                "hidden_when", "as", "treatment", "on", "length", "days", "measure", "groupable", "missing_sensitive", "title", "makes", "keep",
                "path", "otherwise", "through");
        String name = node.text("name");
        if (!NAME.matcher(name).matches()) {
            throw node.wrong("name", "expected letters, digits and '_', beginning with a letter; found '" + name + "'");
        }
        SourceClass cls = node.choice("class", SourceClass.class);
        SourceType type = type(node, cls);
        Optional<CodeList> codes = codes(node, name);
        boolean list = type.kind() == SourceType.Kind.LIST;
        if (list && codes.isPresent() == node.has("form") && cls != SourceClass.DROPPED) {
            throw node.wrong("type", "a list has 'codes' or a 'form' for each of its elements");
        }
        if (list && node.flag("groupable")) {
            throw node.wrong("groupable", "a list is asked by its elements: LIKE '%|code|%'");
        }
        return new SourceColumn(name, type, node.flag("required"), form(node), check(node), codes,
                bound(node, "min", type), bound(node, "max", type), Optional.empty(), makes(node, name, cls, type, codes));
    }

    private static List<LakeColumn> makes(ProfileNode node, String name, SourceClass cls, SourceType type, Optional<CodeList> codes) {
        if (cls == SourceClass.DROPPED) {
            for (String key : List.of("treatment", "makes", "measure", "groupable", "keep", "identifier", "as", "hidden_when", "otherwise", "through")) {
                if (node.has(key)) {
                    throw node.wrong(key, "a dropped column makes nothing in the lake");
                }
            }
            return List.of();
        }
        if (cls == SourceClass.IDENTIFIER) {
            return List.of(pseudonym(node, name));
        }
        ColumnClass lakeClass = ColumnClass.valueOf(cls.name());
        List<LakeColumn> makes = new ArrayList<>();
        if (!node.has("makes") || node.flag("keep")) {
            makes.add(made(node, node.optionalText("as").orElse(name), lakeClass, type, codes));
        }
        for (ProfileNode made : node.children("makes")) {
            made.allow("name", "class", "treatment", "on", "length", "days", "measure", "groupable", "missing_sensitive", "title");
            ColumnClass madeClass = made.has("class") ? made.choice("class", ColumnClass.class) : lakeClass;
            makes.add(made(made, made.text("name"), madeClass, type, Optional.empty()));
        }
        return makes;
    }

    private static LakeColumn pseudonym(ProfileNode node, String name) {
        for (String key : List.of("treatment", "makes", "measure", "groupable", "codes", "keep", "type", "hidden_when")) {
            if (node.has(key)) {
                throw node.wrong(key, "an identifier becomes a pseudonym and nothing else");
            }
        }
        IdentifierType type = node.choice("identifier", IdentifierType.class);
        String identifies = node.optionalText("identifies").orElse(switch (type) {
            case PATIENT_NUMBER -> "subject";
            case PROFESSIONAL -> "professional";
            default -> "document:" + type.name();
        });
        Treatment treatment = new Treatment.Pseudonym(type, node.optionalText("order_column"), node.optionalText("order"), node.optionalText("otherwise"),
                through(node));
        if (type == IdentifierType.PROFESSIONAL && !node.has("order_column") && !node.has("order")) {
            throw node.wrong("identifier", "a professional's number needs 'order' (such as OM) or 'order_column'");
        }
        return new LakeColumn(new ColumnDescription(node.optionalText("as").orElse(name), ValueType.BIGINT, ColumnClass.IDENTIFIER, false, false,
                Optional.of(identifies), Optional.empty(), node.flag("missing_sensitive"), ProfileReader.text(node, "title")), treatment);
    }

    private static Optional<Treatment.Through> through(ProfileNode node) {
        return node.optionalText("through").map(text -> {
            String[] to = text.split("\\.", -1);
            if (to.length != 2 || node.has("otherwise")) {
                throw node.wrong("through", "expected a table and its pseudonyms, such as fhir_patient.resource, and no 'otherwise' beside");
            }
            return new Treatment.Through(to[0], to[1]);
        });
    }

    private static LakeColumn made(ProfileNode node, String name, ColumnClass cls, SourceType type, Optional<CodeList> codes) {
        if (!NAME.matcher(name).matches() || name.equals("person")) {
            throw node.wrong("the name '" + name + "' cannot stand in the lake: letters, digits and '_', and not 'person'");
        }
        Treatment treatment = treatment(node, type);
        ValueType made = madeType(treatment, type);
        boolean measure = node.flag("measure");
        if (measure && !made.isNumeric()) {
            throw node.wrong("measure", "expected a number, and the column is " + made);
        }
        boolean single = type.kind() != SourceType.Kind.LIST;
        Optional<CodeList> list = treatment instanceof Treatment.Keep ? codes.filter(any -> single)
                : treatment instanceof Treatment.AgeBand ? Optional.of(ageBands()) : Optional.empty();
        return new LakeColumn(new ColumnDescription(name, made, cls, measure, node.flag("groupable"), Optional.empty(), list,
                node.flag("missing_sensitive"), ProfileReader.text(node, "title"), range(node, made, type, treatment), false), treatment);
    }

    /** Rows outside it are refused, so that questions may rely on it. */
    private static ValueRange range(ProfileNode node, ValueType made, SourceType type, Treatment treatment) {
        return treatment instanceof Treatment.Keep && made.isNumeric()
                ? new ValueRange(bound(node, "min", type).map(BigDecimal::new), bound(node, "max", type).map(BigDecimal::new)) : ValueRange.ANY;
    }

    private static Treatment treatment(ProfileNode node, SourceType type) {
        String text = node.optionalText("treatment").orElse("keep");
        SourceType.Kind kind = type.kind();
        boolean date = kind == SourceType.Kind.DATE || kind == SourceType.Kind.TIMESTAMP;
        Treatment treatment = switch (text) {
            case "keep" -> new Treatment.Keep();
            case "year" -> new Treatment.Year();
            case "birth_year" -> new Treatment.BirthYear(node.optionalText("on"));
            case "age_band" -> new Treatment.AgeBand(node.optionalText("on"));
            case "day" -> new Treatment.Day();
            case "date_shift" -> dateShift(node);
            case "postcode_municipality" -> new Treatment.Postcode(false);
            case "postcode_nuts3" -> new Treatment.Postcode(true);
            case "phpid" -> new Treatment.PharmaceuticalProduct();
            case "nuts3" -> new Treatment.Nuts3();
            case "prefix" -> new Treatment.Prefix(node.number("length", 0));
            default -> throw node.wrong("treatment", "expected keep, year, birth_year, age_band, day, date_shift, nuts3, postcode_municipality, postcode_nuts3, phpid or prefix; found '" + text + "'");
        };
        boolean needsDate = treatment instanceof Treatment.Year || treatment instanceof Treatment.BirthYear || treatment instanceof Treatment.AgeBand || treatment instanceof Treatment.Day
                || treatment instanceof Treatment.DateShift;
        boolean needsText = treatment instanceof Treatment.Nuts3 || treatment instanceof Treatment.Postcode || treatment instanceof Treatment.PharmaceuticalProduct
                || treatment instanceof Treatment.Prefix;
        if (needsDate && !date || needsText && kind != SourceType.Kind.STRING) {
            throw node.wrong("treatment", "'" + text + "' needs a column of type " + (needsDate ? "date or timestamp" : "string"));
        }
        return treatment;
    }

    private static Treatment dateShift(ProfileNode node) {
        int most = node.number("days", 0);
        if (most < 1 || most > 3650) {
            throw node.wrong("days", "expected 1 to 3650, the days by which a date is moved at most");
        }
        return new Treatment.DateShift(most);
    }

    private static ValueType madeType(Treatment treatment, SourceType type) {
        if (treatment instanceof Treatment.Year || treatment instanceof Treatment.BirthYear) {
            return ValueType.INT;
        }
        if (treatment instanceof Treatment.Day || treatment instanceof Treatment.DateShift) {
            return ValueType.DATE;
        }
        return treatment instanceof Treatment.Keep ? type.lake() : ValueType.STRING;
    }

    private static CodeList ageBands() {
        Stream<String> bands = IntStream.range(0, OLDEST).mapToObj(AgeBand.FIVE_YEARS::of).distinct();
        return new CodeList("faixa_etaria", bands.map(band -> new CodeList.Code(band, new Text(band + " anos", band + " years"))).toList());
    }

    private static SourceType type(ProfileNode node, SourceClass cls) {
        String text = node.optionalText("type").orElse("string").toLowerCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            try {
                return new SourceType(SourceType.Kind.DECIMAL,
                        ValueType.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
            } catch (IllegalArgumentException e) {
                throw node.wrong("type", "expected decimal(p,s) with p up to 38 and s up to p");
            }
        }
        return switch (text) {
            case "string" -> new SourceType(SourceType.Kind.STRING, ValueType.STRING);
            case "list" -> new SourceType(SourceType.Kind.LIST, ValueType.STRING);
            case "int" -> new SourceType(SourceType.Kind.INT, ValueType.INT);
            case "bigint" -> new SourceType(SourceType.Kind.BIGINT, ValueType.BIGINT);
            case "double" -> new SourceType(SourceType.Kind.DOUBLE, ValueType.DOUBLE);
            case "boolean" -> new SourceType(SourceType.Kind.BOOLEAN, ValueType.BOOLEAN);
            case "date" -> new SourceType(SourceType.Kind.DATE, ValueType.DATE);
            case "timestamp" -> new SourceType(SourceType.Kind.TIMESTAMP, ValueType.TIMESTAMP);
            default -> throw node.wrong("type",
                    "expected string, list, int, bigint, decimal(p,s), double, boolean, date or timestamp; found '" + text + "'");
        };
    }

    private static Optional<String> bound(ProfileNode node, String key, SourceType type) {
        Optional<String> bound = node.optionalText(key);
        bound.ifPresent(text -> {
            SourceType.Kind kind = type.kind();
            boolean day = kind == SourceType.Kind.DATE || kind == SourceType.Kind.TIMESTAMP;
            if (day && !text.equals("today") && !isDate(text)) {
                throw node.wrong(key, "expected a date such as 2025-01-31, or today; found '" + text + "'");
            }
            if (kind == SourceType.Kind.STRING || kind == SourceType.Kind.LIST || kind == SourceType.Kind.BOOLEAN) {
                throw node.wrong(key, "only numbers and dates have a range");
            }
            if (!day && !NUMBER.matcher(text).matches()) {
                throw node.wrong(key, "expected a number, found '" + text + "'");
            }
        });
        return bound;
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Optional<String> form(ProfileNode node) {
        Optional<String> form = node.optionalText("form");
        form.ifPresent(text -> {
            try {
                Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw node.wrong("form", "expected a regular expression: " + e.getDescription());
            }
        });
        return form;
    }

    private static Optional<NamedForm> check(ProfileNode node) {
        return node.optionalText("check").map(text -> {
            if (text.equals(UcumUnit.NAME)) {
                return new NamedForm(text, UcumUnit.form());
            }
            if (Arrays.stream(ProductCode.values()).anyMatch(code -> code.name().equals(text))) {
                return new NamedForm(text, ProductCode.valueOf(text));
            }
            return new NamedForm(text, node.choice("check", text, IdentifierType.class));
        });
    }

    /** {@code codes: {A: {pt: …, en: …}}}, or a list of codes that are their own titles. */
    static Optional<CodeList> codes(ProfileNode node, String name) {
        if (!node.has("codes")) {
            return Optional.empty();
        }
        List<CodeList.Code> codes = new ArrayList<>();
        Optional<ProfileNode> map = node.isList("codes") ? Optional.empty() : node.child("codes");
        if (map.isPresent()) {
            for (Map.Entry<String, ProfileNode> code : map.get().entries().entrySet()) {
                ProfileNode title = code.getValue().allow("pt", "en");
                codes.add(new CodeList.Code(code.getKey(), new Text(title.text("pt"), title.text("en"))));
            }
        } else {
            node.texts("codes").forEach(code -> codes.add(new CodeList.Code(code, new Text(code, code))));
        }
        if (codes.isEmpty() || codes.stream().map(CodeList.Code::code).distinct().count() != codes.size()) {
            throw node.wrong("codes", "expected at least one code, each once");
        }
        return Optional.of(new CodeList(name, codes));
    }
}
