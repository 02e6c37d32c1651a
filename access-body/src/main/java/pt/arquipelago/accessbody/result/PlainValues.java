package pt.arquipelago.accessbody.result;

import pt.arquipelago.analysis.query.ValueType;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Values of one column, one after the other, as Parquet's encoding {@code PLAIN} has them. */
final class PlainValues {
    private final ValueType.Base base;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int bits;
    private int bitCount;

    PlainValues(ValueType.Base base) {
        this.base = base;
    }

    void add(Object value) {
        switch (base) {
            case BOOLEAN -> bit((Boolean) value);
            case INT -> int32(Math.toIntExact((Long) value));
            case DATE -> int32(Math.toIntExact(((LocalDate) value).toEpochDay()));
            case BIGINT -> int64((Long) value);
            case TIMESTAMP -> int64(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
            case DOUBLE -> int64(Double.doubleToRawLongBits((Double) value));
            case DECIMAL -> decimal((BigDecimal) value);
            case STRING -> text((String) value);
        }
    }

    byte[] bytes() {
        if (bitCount > 0) {
            out.write(bits);
            bits = 0;
            bitCount = 0;
        }
        return out.toByteArray();
    }

    /** Eight to a byte, the first in the lowest bit. */
    private void bit(boolean value) {
        bits |= (value ? 1 : 0) << bitCount;
        if (++bitCount == Byte.SIZE) {
            out.write(bits);
            bits = 0;
            bitCount = 0;
        }
    }

    private void int32(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    private void int64(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    private void decimal(BigDecimal value) {
        byte[] number = value.unscaledValue().toByteArray();
        byte[] fixed = new byte[ParquetType.DECIMAL_BYTES];
        Arrays.fill(fixed, (byte) (value.signum() < 0 ? -1 : 0));
        System.arraycopy(number, 0, fixed, fixed.length - number.length, number.length);
        out.writeBytes(fixed);
    }

    private void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length);
        out.writeBytes(utf8);
    }
}
