package pt.arquipelago.accessbody.result;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

import pt.arquipelago.analysis.query.ValueType;

/** How a type of a result stands in Parquet: its physical type, what it means, and its values in the encoding {@code PLAIN}. */
record ParquetType(ValueType type) {
    /** Two's complement of 38 digits fits. */
    static final int DECIMAL_BYTES = 16;

    static ParquetType of(ValueType type) {
        return new ParquetType(type);
    }

    Type physical() {
        return switch (type.base()) {
            case BOOLEAN -> Type.BOOLEAN;
            case INT, DATE -> Type.INT32;
            case BIGINT, TIMESTAMP -> Type.INT64;
            case DOUBLE -> Type.DOUBLE;
            case DECIMAL -> Type.FIXED_LEN_BYTE_ARRAY;
            case STRING -> Type.BYTE_ARRAY;
        };
    }

    PlainValues values() {
        return new PlainValues(type.base());
    }

    SchemaElement element(String name) {
        var element = new SchemaElement(name);
        element.setType(physical());
        element.setRepetition_type(FieldRepetitionType.OPTIONAL);
        switch (type.base()) {
            case STRING -> {
                element.setConverted_type(ConvertedType.UTF8);
                element.setLogicalType(LogicalType.STRING(new StringType()));
            }
            case DATE -> {
                element.setConverted_type(ConvertedType.DATE);
                element.setLogicalType(LogicalType.DATE(new DateType()));
            }
            case TIMESTAMP -> {
                element.setConverted_type(ConvertedType.TIMESTAMP_MICROS);
                element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()))));
            }
            case DECIMAL -> {
                element.setType_length(DECIMAL_BYTES);
                element.setConverted_type(ConvertedType.DECIMAL);
                element.setPrecision(type.precision());
                element.setScale(type.scale());
                element.setLogicalType(LogicalType.DECIMAL(new DecimalType(type.scale(), type.precision())));
            }
            case BOOLEAN, INT, BIGINT, DOUBLE -> {
                // The physical type says it all.
            }
        }
        return element;
    }
}
