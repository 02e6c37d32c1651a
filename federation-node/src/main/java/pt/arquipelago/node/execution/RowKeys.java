package pt.arquipelago.node.execution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The last columns of a row, by which records are told apart. In Spark's row a bit for each column says whether it is NULL, then each
 * column has a word, then come the bytes of what takes more, in the columns' order: so all that tells keys apart are their bits, and the
 * words from the first key's to the end but for what other columns keep among the bytes.
 *
 * @param type of the keys
 * @param first their first column
 * @param before bytes that the columns before them keep behind the words, whatever they hold
 */
record RowKeys(StructType type, int first, int before) implements Serializable {
    private static final int OF_A_WIDE_DECIMAL = 16;

    static RowKeys of(StructType row, int keys) {
        StructField[] fields = row.fields();
        int first = fields.length - keys;
        int before = 0;
        for (int i = 0; i < first; i++) {
            before += bytes(fields[i].dataType());
        }
        return new RowKeys(new StructType(Arrays.copyOfRange(fields, first, fields.length)), first, before);
    }

    private static int bytes(DataType type) {
        if (UnsafeRow.isFixedLength(type)) {
            return 0;
        }
        if (type instanceof org.apache.spark.sql.types.DecimalType) {
            return OF_A_WIDE_DECIMAL;
        }
        throw new IllegalArgumentException("no column beside keys is of type " + type.typeName());
    }

    int count() {
        return type.size();
    }

    /** Makes rows of the keys alone. */
    UnsafeProjection alone() {
        List<Expression> keys = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            StructField field = type.apply(i);
            keys.add(new BoundReference(first + i, field.dataType(), field.nullable()));
        }
        return UnsafeProjection.create(CollectionConverters.asScala(keys).toSeq());
    }
}
