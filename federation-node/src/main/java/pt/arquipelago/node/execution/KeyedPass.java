package pt.arquipelago.node.execution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * One pass over records by their keys. Spark's generated code reads, joins and computes them; here each goes into the accumulator of its
 * keys, in a loop of our own, partition by partition. So everything that a row of a result needs is gathered at once, nothing is
 * shuffled, and the loop is compiled once for all questions.
 */
final class KeyedPass {
    private KeyedPass() {}

    /**
     * Records whose last columns are keys. They stand in one row beside all else, since a struct of them would be made anew for each record.
     *
     * @param keys how many
     */
    record Records(Dataset<Row> dataset, int keys) {
        static Records of(Dataset<Row> records, List<Column> columns, List<Column> keys) {
            return new Records(records.select(Stream.concat(columns.stream(), keys.stream()).toArray(Column[]::new)), keys.size());
        }
    }

    /** @param keys as Spark has them */
    record Keyed<A>(Object[] keys, A accumulated) {}

    /** What a partition has of one row. */
    private record Part<A>(UnsafeRow keys, A accumulated) implements Serializable {}

    /**
     * @return one for each combination of keys, in the order in which they are found; without keys always one
     * @throws TooManyRowsException if there are more than {@link Execution#MAX_ROWS}
     */
    static <A extends Accumulator<A>> List<Keyed<A>> of(Records records, Accumulator.Empty<A> empty) {
        RowKeys keys = RowKeys.of(records.dataset().schema(), records.keys());
        Map<UnsafeRow, A> rows = new LinkedHashMap<>();
        for (Part<A> part : collected(records.dataset(), empty, keys)) {
            rows.merge(part.keys(), part.accumulated(), (before, more) -> {
                before.merge(more);
                return before;
            });
            requireFew(rows.size());
        }
        if (rows.isEmpty() && keys.count() == 0) {
            return List.of(new Keyed<>(new Object[0], empty.get()));
        }
        var converter = CatalystTypeConverters.createToScalaConverter(keys.type());
        List<Keyed<A>> keyed = new ArrayList<>(rows.size());
        rows.forEach((row, accumulated) -> keyed.add(new Keyed<>(values((Row) converter.apply(row)), accumulated)));
        return keyed;
    }

    private static <A extends Accumulator<A>> List<Part<A>> collected(Dataset<Row> records, Accumulator.Empty<A> empty, RowKeys keys) {
        try {
            return ((org.apache.spark.sql.classic.Dataset<Row>) records).queryExecution().toRdd().toJavaRDD()
                    .mapPartitions(partition -> parts(partition, empty, keys)).collect();
        } catch (Exception e) {
            if (tooMany(e)) {
                throw new TooManyRowsException();
            }
            throw e;
        }
    }

    private static <A extends Accumulator<A>> Iterator<Part<A>> parts(Iterator<InternalRow> records, Accumulator.Empty<A> empty, RowKeys keys) {
        KeyTable<A> rows = new KeyTable<>(keys);
        while (records.hasNext()) {
            InternalRow record = records.next();
            rows.of((UnsafeRow) record, () -> {
                requireFew(rows.size() + 1);
                return empty.get();
            }).add(record);
        }
        List<Part<A>> parts = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            rows.value(i).end();
            parts.add(new Part<>(rows.key(i), rows.value(i)));
        }
        return parts.iterator();
    }

    private static void requireFew(int rows) {
        if (rows > Execution.MAX_ROWS) {
            throw new TooManyRowsException();
        }
    }

    /** A task's exception comes back as text or as a cause. */
    private static boolean tooMany(Throwable e) {
        return e instanceof TooManyRowsException || e.getCause() != null && tooMany(e.getCause())
                || e instanceof SparkException && String.valueOf(e.getMessage()).contains(TooManyRowsException.class.getName());
    }

    private static Object[] values(Row row) {
        Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        return values;
    }
}
