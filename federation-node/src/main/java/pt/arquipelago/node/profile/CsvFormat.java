package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How the extract is written.
 *
 * @param delimiter empty: a comma or a semicolon, whichever the header has more of
 * @param decimalComma whether numbers are written {@code 12,50}
 * @param dateFormat of dates, in DuckDB's {@code strptime} letters; empty: {@code 2025-01-31}
 */
public record CsvFormat(Encoding encoding, Optional<Character> delimiter, boolean decimalComma, Optional<String> dateFormat) {
    public enum Encoding { UTF_8, WINDOWS_1252 }

    public CsvFormat {
        requireNonNull(encoding, "encoding is null");
        requireNonNull(delimiter, "delimiter is null");
        requireNonNull(dateFormat, "dateFormat is null");
    }

    public static CsvFormat standard() {
        return new CsvFormat(Encoding.UTF_8, Optional.empty(), false, Optional.empty());
    }
}
