package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.query.Values;

/** From Spark's values to those of a {@link ValueType}. */
final class SparkValues {
    private SparkValues() {}

    static Object canonical(ValueType type, Object value) {
        Object wide = value instanceof Integer || value instanceof Short || value instanceof Byte ? (Object) ((Number) value).longValue()
                : value instanceof Float single ? (Object) single.doubleValue() : value;
        return Values.canonical(type, wide);
    }

    /** The first values are the keys. */
    static List<Object> keys(List<Key> keys, Object[] row) {
        List<Object> values = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            values.add(canonical(keys.get(i).type(), row[i]));
        }
        return values;
    }

    /** The first columns of a row are the keys. */
    static List<Object> keys(List<Key> keys, Row row) {
        List<Object> values = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            values.add(canonical(keys.get(i).type(), row.get(i)));
        }
        return values;
    }
}
