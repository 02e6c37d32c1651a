package pt.arquipelago.analysis.arrow;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.query.ValueType;

/** How values of a {@link ValueType} stand in Arrow columns. */
public final class ArrowColumns {
    private static final int DECIMAL_BITS = 128;

    private ArrowColumns() {}

    public static Field field(String name, ValueType type) {
        return new Field(name, FieldType.nullable(arrowType(type)), null);
    }

    private static ArrowType arrowType(ValueType type) {
        return switch (type.base()) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case INT -> new ArrowType.Int(Integer.SIZE, true);
            case BIGINT -> new ArrowType.Int(Long.SIZE, true);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), DECIMAL_BITS);
            case STRING -> ArrowType.Utf8.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
        };
    }

    /** Sets a value that is not null; the type of the vector is the one of {@link #field}. */
    public static void set(FieldVector vector, int row, Object value) {
        if (vector instanceof BitVector v) {
            v.setSafe(row, (Boolean) value ? 1 : 0);
        } else if (vector instanceof IntVector v) {
            v.setSafe(row, ((Long) value).intValue());
        } else if (vector instanceof BigIntVector v) {
            v.setSafe(row, (Long) value);
        } else if (vector instanceof Float8Vector v) {
            v.setSafe(row, (Double) value);
        } else if (vector instanceof DecimalVector v) {
            v.setSafe(row, (BigDecimal) value);
        } else if (vector instanceof VarCharVector v) {
            v.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof DateDayVector v) {
            v.setSafe(row, Math.toIntExact(((LocalDate) value).toEpochDay()));
        } else {
            ((TimeStampMicroTZVector) vector).setSafe(row, ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
        }
    }

    /** The value at a row, or null. */
    public static Object get(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        if (vector instanceof BitVector v) {
            return v.get(row) == 1;
        } else if (vector instanceof IntVector v) {
            return (long) v.get(row);
        } else if (vector instanceof BigIntVector v) {
            return v.get(row);
        } else if (vector instanceof Float8Vector v) {
            return v.get(row);
        } else if (vector instanceof DecimalVector v) {
            return v.getObject(row);
        } else if (vector instanceof VarCharVector v) {
            return text(v.get(row));
        } else if (vector instanceof DateDayVector v) {
            return LocalDate.ofEpochDay(v.get(row));
        }
        return Instant.EPOCH.plus(((TimeStampMicroTZVector) vector).get(row), ChronoUnit.MICROS);
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidFormat("a text is not UTF-8");
        }
    }
}
