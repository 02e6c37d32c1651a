package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.TableDescription;

/** Random rows for the sample tables: few persons, few values, some missing, dates on both sides of a year and of a month. */
final class SampleRows {
    private static final List<String> ATC = List.of("A10BA02", "A10BK01", "C10AA05", "C09AA02", "N05BA06", "N02BE01", "B01AF02");
    private static final LocalDate FROM = LocalDate.of(2023, 11, 20);

    private final Random random;

    SampleRows(long seed) {
        this.random = new Random(seed);
    }

    Dataset<Row> of(SparkSession session, TableDescription table) {
        boolean registry = table.view().equals("rnu");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < (registry ? 70 : 700); i++) {
            List<Object> values = new ArrayList<>();
            for (ColumnDescription column : table.columns()) {
                values.add(column.name().equals("numero_utente") ? Long.valueOf(registry ? i : random.nextInt(75)) : value(column));
            }
            rows.add(RowFactory.create(values.toArray()));
        }
        return session.createDataFrame(rows, SampleViews.schema(table)).repartition(3);
    }

    private Object value(ColumnDescription column) {
        if (!column.name().startsWith("prescritor") && random.nextInt(12) == 0) {
            return null;
        }
        return switch (column.type().base()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> column.name().startsWith("ano") ? 1930 + random.nextInt(90) : random.nextInt(14) - 2;
            case BIGINT -> (long) random.nextInt(column.isDocument() ? 250 : 12);
            case DECIMAL -> BigDecimal.valueOf(random.nextInt(4000) - 500, column.type().scale());
            case STRING -> column.codes().map(list -> list.values().get(random.nextInt(list.values().size())))
                    .orElseGet(() -> column.name().equals("atc") ? ATC.get(random.nextInt(ATC.size())) : "50" + random.nextInt(5));
            case DATE -> FROM.plusDays(random.nextInt(400));
            case TIMESTAMP -> Instant.parse("2023-11-20T00:00:00Z").plusSeconds(60L * random.nextInt(400 * 1440));
            case DOUBLE -> random.nextDouble();
        };
    }
}
