package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.CodeList;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.lake.ValueRange;

/** RNU, PEM, DEM and CIT as a permit would show them. */
final class SampleViews {
    private static final String PATIENT = "numero_utente";

    private SampleViews() {}

    static final TableDescription RNU = table("rnu", List.of(new ProtectedColumn("medico_familia_cedula", "professional", 3)),
            pseudonym(PATIENT, "subject"), key("ano_nascimento", ValueType.INT), codes("sexo", "M", "F"), key("concelho_dico", ValueType.STRING),
            codes("nuts3", "PT111", "PT112", "PT119"), key("isento_taxa_moderadora", ValueType.BOOLEAN), missing("data_obito", ValueType.DATE),
            hidden("uf_cod", ValueType.STRING), hidden("data_inscricao_csp", ValueType.DATE), pseudonym("medico_familia_cedula", "professional"));

    static final TableDescription PEM = table("pem", List.of(new ProtectedColumn("prescritor_cedula", "professional", 3)),
            pseudonym(PATIENT, "subject"), pseudonym("numero_receita", "document:PRESCRIPTION"), pseudonym("prescritor_cedula", "professional"),
            hidden("numero_linha", ValueType.INT), key("especialidade_cod", ValueType.STRING), hidden("data_prescricao", ValueType.TIMESTAMP),
            key("atc", ValueType.STRING), measure("qtd_embalagens", ValueType.INT), measure("duracao_dias", ValueType.INT),
            measure("dose_valor", ValueType.decimal(10, 3)), codes("estado", "active", "cancelled"));

    static final TableDescription DEM = table("dem", List.of(),
            pseudonym(PATIENT, "subject"), pseudonym("numero_receita", "document:PRESCRIPTION"), pseudonym("id_dispensa", "document:DISPENSING"),
            key("ano_nascimento", ValueType.INT), codes("sexo", "M", "F"), codes("nuts3", "PT111", "PT112", "PT119"),
            hidden("data_dispensa", ValueType.TIMESTAMP), key("atc", ValueType.STRING), hidden("cnpem", ValueType.STRING),
            measure("qtd_dispensada", ValueType.INT, "1", "99"), measure("pvp", ValueType.decimal(10, 2), "0", "99999"), measure("valor_sns", ValueType.decimal(10, 2)),
            measure("valor_utente", ValueType.decimal(10, 2)), key("generico", ValueType.BOOLEAN), codes("escalao_comparticipacao", "A", "B", "C", "D"));

    static final TableDescription CIT = table("cit",
            List.of(new ProtectedColumn("prescritor_cedula", "professional", 3), new ProtectedColumn("familiar_numero_utente", "family", 10)),
            pseudonym(PATIENT, "subject"), pseudonym("numero_cit", "document:SICK_LEAVE"), pseudonym("prescritor_cedula", "professional"),
            pseudonym("familiar_numero_utente", "subject"), key("classificacao", ValueType.STRING), codes("tipo", "inicial", "prorrogação"),
            hidden("data_inicio", ValueType.DATE), hidden("data_fim", ValueType.DATE), measure("dias", ValueType.INT, "1", "1095"),
            key("internamento", ValueType.BOOLEAN), key("codigo_icpc2", ValueType.STRING), hidden("codigo_icd10", ValueType.STRING));

    static final List<TableDescription> ALL = List.of(RNU, PEM, DEM, CIT);

    /** Views over relations that fail as soon as a row is asked for. */
    static List<PermittedView> unreadable(SparkSession session) {
        return views(session, table -> unreadable(session, table));
    }

    static Dataset<Row> unreadable(SparkSession session, TableDescription table) {
        return session.createDataFrame(new org.apache.spark.api.java.JavaSparkContext(session.sparkContext()).parallelize(List.of(1), 1)
                .map(one -> {
                    throw new IllegalStateException("data was read");
                }), schema(table));
    }

    static List<PermittedView> views(SparkSession session, Function<TableDescription, Dataset<Row>> relation) {
        List<PermittedView> views = new ArrayList<>();
        for (TableDescription table : ALL) {
            Set<String> columns = table.columns().stream().map(ColumnDescription::name).filter(name -> !name.equals("codigo_icd10")).collect(Collectors.toSet());
            views.add(new PermittedView(table.view(), table, columns, relation.apply(table)));
        }
        return views;
    }

    static StructType schema(TableDescription table) {
        StructType schema = new StructType();
        for (ColumnDescription column : table.columns()) {
            schema = schema.add(column.name(), type(column.type()));
        }
        return schema;
    }

    private static DataType type(ValueType type) {
        return switch (type.base()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case INT -> DataTypes.IntegerType;
            case BIGINT -> DataTypes.LongType;
            case DOUBLE -> DataTypes.DoubleType;
            case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
            case STRING -> DataTypes.StringType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampType;
        };
    }

    private static TableDescription table(String view, List<ProtectedColumn> others, ColumnDescription... columns) {
        return new TableDescription("source_" + view, view.toUpperCase(java.util.Locale.ROOT), new Subject.Column(PATIENT), others, List.of(columns), 100);
    }

    private static ColumnDescription pseudonym(String name, String type) {
        return new ColumnDescription(name, ValueType.BIGINT, ColumnClass.IDENTIFIER, false, false, Optional.of(type), Optional.empty(), false, text(name));
    }

    private static ColumnDescription key(String name, ValueType type) {
        return new ColumnDescription(name, type, ColumnClass.QUASI_IDENTIFIER, false, true, Optional.empty(), Optional.empty(), false, text(name));
    }

    private static ColumnDescription hidden(String name, ValueType type) {
        return new ColumnDescription(name, type, ColumnClass.SENSITIVE, false, false, Optional.empty(), Optional.empty(), false, text(name));
    }

    private static ColumnDescription missing(String name, ValueType type) {
        return new ColumnDescription(name, type, ColumnClass.SENSITIVE, false, false, Optional.empty(), Optional.empty(), true, text(name));
    }

    private static ColumnDescription measure(String name, ValueType type) {
        return new ColumnDescription(name, type, ColumnClass.SENSITIVE, true, false, Optional.empty(), Optional.empty(), false, text(name));
    }

    private static ColumnDescription measure(String name, ValueType type, String least, String most) {
        return new ColumnDescription(name, type, ColumnClass.SENSITIVE, true, false, Optional.empty(), Optional.empty(), false, text(name),
                new ValueRange(Optional.of(new BigDecimal(least)), Optional.of(new BigDecimal(most))), false);
    }

    private static ColumnDescription codes(String name, String... codes) {
        CodeList list = new CodeList(name, java.util.Arrays.stream(codes).map(code -> new CodeList.Code(code, text(code))).toList());
        return new ColumnDescription(name, ValueType.STRING, ColumnClass.QUASI_IDENTIFIER, false, true, Optional.empty(), Optional.of(list), false, text(name));
    }

    private static Text text(String name) {
        return new Text(name, name);
    }
}
