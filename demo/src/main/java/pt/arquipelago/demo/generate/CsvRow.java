package pt.arquipelago.demo.generate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** One row being written, as bytes: a row is made millions of times, so nothing here makes an object. */
final class CsvRow {

    private static final int FIRST_DAY = -62_100;
    private static final byte[] DATES = dates(40_000 - FIRST_DAY);

    private final byte separator;
    private final byte[] bytes = new byte[4096];
    private final int[] ends = new int[64];
    private int fields;
    private int length;

    CsvRow(char separator) {
        this.separator = (byte) separator;
    }

    CsvRow start() {
        fields = 0;
        length = 0;
        return this;
    }

    CsvRow text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    CsvRow text(byte[] utf8) {
        begin();
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return end();
    }

    CsvRow empty() {
        begin();
        return end();
    }

    CsvRow truth(boolean value) {
        return text(value ? Words.TRUE : Words.FALSE);
    }

    CsvRow number(long value) {
        begin();
        long rest = value;
        int width = 1;
        for (long v = rest; v >= 10; v /= 10) {
            width++;
        }
        put(rest, width);
        return end();
    }

    /** With leading zeros to the width. */
    CsvRow digits(long value, int width) {
        begin();
        put(value, width);
        return end();
    }

    /** A word and digits behind it, in one field. */
    CsvRow numbered(byte[] word, long value, int width) {
        begin();
        System.arraycopy(word, 0, bytes, length, word.length);
        length += word.length;
        put(value, width);
        return end();
    }

    CsvRow text(byte[] utf8, boolean present) {
        return present ? text(utf8) : empty();
    }

    /** A number with one decimal, given in tenths: 7.2. */
    CsvRow tenths(long value) {
        begin();
        int width = 1;
        for (long v = value / 10; v >= 10; v /= 10) {
            width++;
        }
        put(value / 10, width);
        bytes[length++] = '.';
        put(value % 10, 1);
        return end();
    }

    CsvRow empty(int fields) {
        for (int i = 0; i < fields; i++) {
            empty();
        }
        return this;
    }

    /** An amount in cents, as 12.34. */
    CsvRow cents(long value) {
        begin();
        int width = 1;
        for (long v = value / 100; v >= 10; v /= 10) {
            width++;
        }
        put(value / 100, width);
        bytes[length++] = '.';
        put(value % 100, 2);
        return end();
    }

    /** @param day counted from 1970-01-01 */
    CsvRow date(int day) {
        begin();
        putDate(day);
        return end();
    }

    CsvRow timestamp(int day, int secondOfDay) {
        begin();
        putDate(day);
        bytes[length++] = ' ';
        put(secondOfDay / 3600, 2);
        bytes[length++] = ':';
        put(secondOfDay / 60 % 60, 2);
        bytes[length++] = ':';
        put(secondOfDay % 60, 2);
        return end();
    }

    String separator() {
        return String.valueOf((char) separator);
    }

    int fields() {
        return fields;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    String field(int field) {
        int from = field == 0 ? 0 : ends[field - 1] + 1;
        return new String(bytes, from, ends[field] - from, StandardCharsets.UTF_8);
    }

    /** Where a field begins in {@link #bytes()}; the field ends before the separator in front of the next. */
    int from(int field) {
        return field == 0 ? 0 : ends[field - 1] + 1;
    }

    int to(int field) {
        return ends[field];
    }

    private void begin() {
        if (fields > 0) {
            bytes[length++] = separator;
        }
    }

    private CsvRow end() {
        ends[fields++] = length;
        return this;
    }

    private void put(long value, int width) {
        long rest = value;
        for (int i = length + width - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
    }

    private void putDate(int day) {
        System.arraycopy(DATES, (day - FIRST_DAY) * 10, bytes, length, 10);
        length += 10;
    }

    private static byte[] dates(int days) {
        byte[] all = new byte[days * 10];
        for (int i = 0; i < days; i++) {
            byte[] text = LocalDate.ofEpochDay(FIRST_DAY + i).toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, all, i * 10, 10);
        }
        return all;
    }

    @Override
    public String toString() {
        return new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
    }
}
