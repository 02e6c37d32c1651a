package pt.arquipelago.node.omop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.CodeList;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.profile.Digest;
import pt.arquipelago.node.profile.ProfileNode;
import pt.arquipelago.node.profile.ProfileReader;

/** Reads an OMOP table from YAML (docs/omop.md); a wrong one is refused with its line and what was expected. */
final class OmopTableReader {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");
    private static final Text NOT_FILLED = new Text("Não preenchido", "Not filled");

    private final Cdm cdm;

    OmopTableReader(Cdm cdm) {
        this.cdm = cdm;
    }

    List<OmopTable> all() {
        return Cdm.TABLES.stream().map(table -> read("omop/" + table + ".yaml", Cdm.resource(table + ".yaml"))).toList();
    }

    OmopTable read(String file, String text) {
        ProfileNode root = ProfileNode.parse(file, text).allow("omop", "table", "title", "description", "legal_basis", "categories", "keywords", "catalogue", "subject",
                "also_protected", "period", "one_row_by_key", "fields", "rows");
        if (!root.text("omop").equals("1")) {
            throw root.wrong("omop", "expected 1, the version of this format");
        }
        String table = root.text("table");
        if (!Cdm.TABLES.contains(table)) {
            throw root.wrong("table", "expected a table of the model: " + String.join(", ", Cdm.TABLES) + "; found '" + table + "'");
        }
        Map<String, ColumnDescription> said = new LinkedHashMap<>();
        Set<String> unknown = new HashSet<>();
        for (ProfileNode node : root.children("fields")) {
            field(node, table, unknown).forEach(said::put);
        }
        List<OmopRows> rows = root.children("rows").stream().map(OmopTableReader::rows).toList();
        for (OmopRows.Concept concept : rows.stream().flatMap(each -> each.concepts().stream()).toList()) {
            ColumnDescription standard = said.get(concept.field());
            if (standard == null) {
                throw root.wrong("rows", "'concepts' fill the field " + concept.field() + ", which 'fields' does not describe");
            }
            if (cdm.fields(table).stream().anyMatch(field -> field.name().equals(concept.sourceField()))) {
                said.putIfAbsent(concept.sourceField(), sourceConcept(concept.sourceField(), standard));
            }
        }
        List<ColumnDescription> fields = new ArrayList<>(said.values().stream().filter(field -> unknown.contains(field.name())).toList());
        for (CdmField field : cdm.fields(table)) {
            fields.add(said.getOrDefault(field.name(), new ColumnDescription(field.name(), field.plain(), ColumnClass.NEUTRAL, false, false, Optional.empty(), Optional.empty(), false, NOT_FILLED)));
        }
        Subject subject = ProfileReader.subject(root);
        if (fields.stream().noneMatch(field -> field.name().equals(subject.column()) && field.isPseudonym())) {
            throw root.wrong("subject", "expected a field of class identifier, found '" + subject.column() + "'");
        }
        return new OmopTable(table, ProfileReader.texts(root), subject, ProfileReader.alsoProtected(root), root.optionalText("period"), root.flag("one_row_by_key"),
                fields, unknown, said.keySet(), rows, Digest.of(text));
    }

    /** It says what the standard concept says, and more exactly. */
    private static ColumnDescription sourceConcept(String name, ColumnDescription standard) {
        return new ColumnDescription(name, ValueType.INT, standard.cls(), false, standard.groupable(), Optional.empty(), Optional.empty(), standard.missingSensitive(),
                new Text(standard.title().pt() + ": conceito do código na origem", standard.title().en() + ": concept of the source's code"));
    }

    private Map<String, ColumnDescription> field(ProfileNode node, String table, Set<String> unknown) {
        node.allow("name", "class", "identifier", "type", "measure", "groupable", "codes", "missing_sensitive", "extension", "title");
        String name = node.text("name");
        Optional<CdmField> defined = cdm.fields(table).stream().filter(field -> field.name().equals(name)).findFirst();
        if (defined.isPresent() == node.flag("extension")) {
            throw node.wrong("name", defined.isPresent() ? "the model knows the field " + name + ", so it is no extension" : "the model's table " + table + " has no field '" + name + "'");
        }
        ColumnClass cls = node.choice("class", ColumnClass.class);
        ValueType type = cls == ColumnClass.IDENTIFIER ? ValueType.BIGINT : node.optionalText("type").map(text -> type(node, text)).orElseGet(() -> defined.map(CdmField::plain).orElse(ValueType.BIGINT));
        if (defined.filter(field -> !field.holds(type)).isPresent()) {
            throw node.wrong("type", "the model's field is " + defined.get().type() + ", which " + type + " does not hold");
        }
        if (node.flag("measure") && !type.isNumeric()) {
            throw node.wrong("measure", "expected a number, and the field is " + type);
        }
        if (defined.isEmpty()) {
            unknown.add(name);
        }
        Optional<CodeList> codes = ProfileReader.codes(node, OmopTable.PREFIX + table + "." + name);
        return Map.of(name, new ColumnDescription(name, type, cls, node.flag("measure"), node.flag("groupable"),
                cls == ColumnClass.IDENTIFIER ? Optional.of(node.text("identifier")) : Optional.empty(), codes, node.flag("missing_sensitive"), ProfileReader.text(node, "title")));
    }

    private static ValueType type(ProfileNode node, String text) {
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return ValueType.decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        if (text.equals("bigint")) {
            return ValueType.BIGINT;
        }
        throw node.wrong("type", "expected decimal(p,s) or bigint; found '" + text + "'");
    }

    private static OmopRows rows(ProfileNode node) {
        node.allow("source", "each", "also", "sql", "concepts");
        if (node.has("source") == node.has("each")) {
            throw node.wrong("expected 'source', one table, or 'each', several");
        }
        List<OmopRows.Concept> concepts = node.children("concepts").stream().map(concept -> {
            concept.allow("field", "vocabulary", "code");
            return new OmopRows.Concept(concept.text("field"), concept.text("vocabulary"), concept.text("code"));
        }).toList();
        return new OmopRows(node.has("source") ? List.of(node.text("source")) : node.texts("each"), node.texts("also"), node.text("sql"), concepts);
    }
}
