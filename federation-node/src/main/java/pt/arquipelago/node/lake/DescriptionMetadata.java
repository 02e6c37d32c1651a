package pt.arquipelago.node.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.types.FieldMetadata;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pt.arquipelago.analysis.query.ValueType;

/**
 * Writes a {@link TableDescription} into a Delta table's metadata and reads it back. Fields carry {@code arquipelago.class},
 * {@code .measure}, {@code .groupable}, {@code .identifier}, {@code .codes} (the digest of a list), {@code .missing_sensitive},
 * {@code .required}, {@code .type}, {@code .least}, {@code .most}, {@code .title.pt}, {@code .title.en}; the table's properties carry the rest.
 */
final class DescriptionMetadata {
    private static final String PREFIX = "arquipelago.";
    private static final String FORMAT = "1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CodeListFiles codeLists;

    DescriptionMetadata(CodeListFiles codeLists) {
        this.codeLists = codeLists;
    }

    /** Code lists that are new to the lake are written at once; they are seen only through the commit that names them. */
    Metadata write(TableDescription description, List<String> loads, Optional<Metadata> earlier, long createdAt) {
        StructField[] fields = description.columns().stream().map(this::field).toArray(StructField[]::new);
        Metadata.Builder builder = earlier.map(Metadata::copyBuilder)
                .orElseGet(() -> Metadata.builder().createdTime(createdAt));
        return builder.name(description.table())
                .description(description.texts().title().en())
                .configuration(properties(description, loads))
                .schema(new StructType(fields))
                .build();
    }

    TableDescription read(String table, Metadata metadata) {
        Map<String, String> properties = metadata.getConfiguration();
        if (!FORMAT.equals(properties.get(PREFIX + "format"))) {
            throw new LakeException("the table " + table + " was not written by ingest: it has no arquipelago.format " + FORMAT);
        }
        try {
            List<ColumnDescription> columns = Arrays.stream(metadata.getSchema().getFields()).map(this::column).toList();
            String subject = properties.get(PREFIX + "subject");
            return new TableDescription(
                    table,
                    required(properties, "system"),
                    subject == null ? new Subject.EachRow() : new Subject.Column(subject),
                    readProtected(required(properties, "also_protected")),
                    columns,
                    TextsJson.read(required(properties, "texts")),
                    readFigures(required(properties, "figures")),
                    Integer.parseInt(properties.getOrDefault(PREFIX + "minimum_persons", "1")));
        } catch (IOException | RuntimeException e) {
            throw new LakeException("the description in the table " + table + " cannot be read", e);
        }
    }

    /** What tells the extracts that the table was loaded from. */
    static List<String> loads(Metadata metadata) {
        String loads = metadata.getConfiguration().getOrDefault(PREFIX + "loads", "");
        return loads.isEmpty() ? List.of() : List.of(loads.split(" "));
    }

    private Map<String, String> properties(TableDescription description, List<String> loads) {
        Map<String, String> properties = new TreeMap<>();
        if (!loads.isEmpty()) {
            properties.put(PREFIX + "loads", String.join(" ", loads));
        }
        properties.put("delta.dataSkippingNumIndexedCols", "0");
        properties.put(PREFIX + "format", FORMAT);
        properties.put(PREFIX + "system", description.system());
        if (description.subject() instanceof Subject.Column column) {
            properties.put(PREFIX + "subject", column.column());
        }
        ArrayNode others = JSON.createArrayNode();
        description.alsoProtected().forEach(other -> others.addObject()
                .put("column", other.column()).put("type", other.type()).put("threshold", other.threshold()));
        properties.put(PREFIX + "also_protected", others.toString());
        properties.put(PREFIX + "texts", TextsJson.write(description.texts()).toString());
        properties.put(PREFIX + "minimum_persons", Integer.toString(description.minimumPersons()));
        properties.put(PREFIX + "figures", writeFigures(description.figures()).toString());
        return properties;
    }

    private StructField field(ColumnDescription column) {
        FieldMetadata.Builder metadata = FieldMetadata.builder()
                .putString(PREFIX + "class", column.cls().name())
                .putString(PREFIX + "type", column.type().toString())
                .putBoolean(PREFIX + "measure", column.measure())
                .putBoolean(PREFIX + "groupable", column.groupable())
                .putBoolean(PREFIX + "missing_sensitive", column.missingSensitive())
                .putBoolean(PREFIX + "required", column.required())
                .putString(PREFIX + "title.pt", column.title().pt())
                .putString(PREFIX + "title.en", column.title().en());
        column.identifierType().ifPresent(type -> metadata.putString(PREFIX + "identifier", type));
        column.range().least().ifPresent(least -> metadata.putString(PREFIX + "least", least.toPlainString()));
        column.range().most().ifPresent(most -> metadata.putString(PREFIX + "most", most.toPlainString()));
        column.codes().ifPresent(list -> {
            codeLists.write(list);
            metadata.putString(PREFIX + "codes", list.digest());
        });
        return new StructField(column.name(), DeltaTypes.delta(column.type()), true, metadata.build());
    }

    private ColumnDescription column(StructField field) {
        FieldMetadata metadata = field.getMetadata();
        ValueType type = ValueType.parse(text(metadata, "type"));
        if (!DeltaTypes.delta(type).equals(field.getDataType())) {
            throw new LakeException("the column " + field.getName() + " is not of the type that its description says");
        }
        return new ColumnDescription(
                field.getName(),
                type,
                ColumnClass.valueOf(text(metadata, "class")),
                (Boolean) metadata.get(PREFIX + "measure"),
                (Boolean) metadata.get(PREFIX + "groupable"),
                Optional.ofNullable((String) metadata.get(PREFIX + "identifier")),
                Optional.ofNullable((String) metadata.get(PREFIX + "codes")).map(codeLists::read),
                (Boolean) metadata.get(PREFIX + "missing_sensitive"),
                new Text(text(metadata, "title.pt"), text(metadata, "title.en")),
                new ValueRange(number(metadata, "least"), number(metadata, "most")),
                Boolean.TRUE.equals(metadata.get(PREFIX + "required")));
    }

    private static Optional<BigDecimal> number(FieldMetadata metadata, String key) {
        return Optional.ofNullable(text(metadata, key)).map(BigDecimal::new);
    }

    private static String text(FieldMetadata metadata, String key) {
        return (String) metadata.get(PREFIX + key);
    }

    private static String required(Map<String, String> properties, String key) {
        String value = properties.get(PREFIX + key);
        if (value == null) {
            throw new LakeException("the table's property " + PREFIX + key + " is absent");
        }
        return value;
    }

    private static List<ProtectedColumn> readProtected(String json) throws IOException {
        List<ProtectedColumn> others = new ArrayList<>();
        for (JsonNode other : JSON.readTree(json)) {
            others.add(new ProtectedColumn(
                    other.required("column").textValue(), other.required("type").textValue(), other.required("threshold").intValue()));
        }
        return others;
    }

    private static ObjectNode writeFigures(TableFigures figures) {
        ObjectNode json = JSON.createObjectNode()
                .put("rows", figures.rows()).put("persons", figures.persons()).put("max_rows_per_person", figures.maxRowsPerPerson());
        figures.from().ifPresent(day -> json.put("from", day.toString()));
        figures.to().ifPresent(day -> json.put("to", day.toString()));
        return json;
    }

    private static TableFigures readFigures(String text) throws IOException {
        JsonNode json = JSON.readTree(text);
        return new TableFigures(
                json.required("rows").longValue(), json.required("persons").longValue(), json.required("max_rows_per_person").longValue(),
                Optional.ofNullable(json.path("from").textValue()).map(LocalDate::parse),
                Optional.ofNullable(json.path("to").textValue()).map(LocalDate::parse));
    }
}
