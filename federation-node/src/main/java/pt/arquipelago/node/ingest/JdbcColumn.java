package pt.arquipelago.node.ingest;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.SourceType;

/**
 * A column of a query, written as a profile without {@code csv} expects it.
 *
 * @param day whether the profile wants a date: some databases have only dates with a time
 */
record JdbcColumn(int index, String name, Kind kind, boolean day) {
    enum Kind { NUMBER, TIME, INSTANT, TRUTH, TEXT }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx");
    /** Oracle's own numbers for timestamps with a time zone, its or the session's. */
    private static final int ORACLE_ZONED = -101;
    private static final int ORACLE_LOCAL = -102;

    static JdbcColumn of(ResultSetMetaData metadata, int index, Optional<SourceColumn> column) throws SQLException {
        String name = column.map(SourceColumn::name).orElse(metadata.getColumnLabel(index));
        boolean day = column.filter(each -> each.type().kind() == SourceType.Kind.DATE).isPresent();
        return new JdbcColumn(index, name, kind(metadata.getColumnType(index), metadata.getColumnTypeName(index)), day);
    }

    private static Kind kind(int type, String typeName) {
        return switch (type) {
            case Types.NUMERIC, Types.DECIMAL -> Kind.NUMBER;
            // PostgreSQL calls both by the same number.
            case Types.TIMESTAMP -> typeName.equalsIgnoreCase("timestamptz") ? Kind.INSTANT : Kind.TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE, ORACLE_ZONED, ORACLE_LOCAL -> Kind.INSTANT;
            case Types.BIT, Types.BOOLEAN -> Kind.TRUTH;
            default -> Kind.TEXT;
        };
    }

    /** Null where the database has none. */
    String text(ResultSet rows) throws SQLException {
        return switch (kind) {
            case NUMBER -> Optional.ofNullable(rows.getBigDecimal(index)).map(BigDecimal::toPlainString).orElse(null);
            case TIME -> Optional.ofNullable(rows.getObject(index, LocalDateTime.class)).map(this::text).orElse(null);
            case INSTANT -> Optional.ofNullable(rows.getObject(index, OffsetDateTime.class)).map(INSTANT::format).orElse(null);
            case TRUTH -> {
                boolean value = rows.getBoolean(index);
                yield rows.wasNull() ? null : String.valueOf(value);
            }
            case TEXT -> rows.getString(index);
        };
    }

    private String text(LocalDateTime time) {
        return day && time.toLocalTime().equals(LocalTime.MIDNIGHT) ? time.toLocalDate().toString() : TIME.format(time);
    }
}
