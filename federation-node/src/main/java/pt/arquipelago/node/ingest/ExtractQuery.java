package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pt.arquipelago.node.profile.Profile;

/** The two statements of an extract: good rows into Parquet, and what is wrong with the others. */
final class ExtractQuery {
    /** Rows of a Parquet row group, DuckDB's own unit. */
    static final int ROW_GROUP = 122_880;

    /** Bytes that the engine reads of a pipe at once: more than its longest line, and little enough that all threads begin soon. */
    private static final int BUFFER = 8 * CsvScanner.LONGEST_LINE;

    private final TypedRow row;
    private final List<Check> checks;
    private final int columns;

    ExtractQuery(Profile profile, List<String> header, LocalDate today) {
        this.row = new TypedRow(profile, header, today);
        this.checks = row.checks();
        this.columns = header.size();
    }

    List<Check> checks() {
        return checks;
    }

    /** The sound records that {@link CsvFeed} passes on; with their line number first if they were numbered. */
    String csv(List<Path> pipes, byte delimiter, boolean numbered) {
        return pipes.stream().map(pipe -> "SELECT * FROM " + csv(pipe, delimiter, numbered)).collect(Collectors.joining(" UNION ALL ", "(", ")"));
    }

    private String csv(Path pipe, byte delimiter, boolean numbered) {
        String names = IntStream.range(0, columns).mapToObj(i -> "'c" + i + "': 'VARCHAR'").collect(Collectors.joining(", "));
        return "read_csv(" + Sql.text(pipe.toString()) + ", auto_detect = false, header = false, delim = " + Sql.text(String.valueOf((char) delimiter))
                + ", quote = '\"', escape = '\"', nullstr = '', strict_mode = true, max_line_size = " + 4 * CsvScanner.LONGEST_LINE
                + ", buffer_size = " + BUFFER
                + ", columns = {" + (numbered ? "'line': 'BIGINT', " : "") + names + "})";
    }

    /** A Parquet file as text, so that all checks are the same; its rows are numbered from 1. */
    static String parquet(Path file, List<String> header) {
        String cells = IntStream.range(0, header.size())
                .mapToObj(i -> "nullif(CAST(" + Sql.name(header.get(i)) + " AS VARCHAR), '') AS c" + i).collect(Collectors.joining(", "));
        return "(SELECT file_row_number + 1 AS line, " + cells + " FROM read_parquet(" + Sql.text(file.toString()) + ", file_row_number = true))";
    }

    /** What would stand in the lake for the rows of a source, whether they are good or not. */
    String lakeRows(String source) {
        return "SELECT " + row.lake() + " FROM (" + typed(source, false) + ")";
    }

    /** @param rowGroups in a file of the lake */
    String copyGoodRows(String source, Path folder, int rowGroups) {
        return "COPY (SELECT " + row.lake() + " FROM (" + typed(source, false) + ") WHERE " + allHold() + ") TO " + Sql.text(folder.toString())
                + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP + ", ROW_GROUPS_PER_FILE " + rowGroups + ")";
    }

    /** Between the checks of a row, and between a check's number and its value's shape: no shape holds them. */
    static final char CHECKS = '\u001e';
    static final char SHAPE = '\u001f';

    /** Rows of a line's number and the numbers of the checks that failed, each with the shape of the value. */
    String diagnose(String source) {
        String failed = IntStream.range(0, checks.size())
                .mapToObj(i -> "CASE WHEN NOT (" + checks.get(i).holds() + ") THEN '" + i + "' || chr(31) || "
                        + row.shape(checks.get(i).column()) + " END").collect(Collectors.joining(", "));
        return "SELECT line, concat_ws(chr(30), " + failed + ") FROM (" + typed(source, true) + ") WHERE NOT (" + allHold() + ")";
    }

    /** The lines of good rows whose key, in columns of the lake, stands in Parquet files. */
    String linesOf(String source, List<String> key, List<Path> keys) {
        String same = key.stream().map(Sql::name).map(column -> "r." + column + " = k." + column).collect(Collectors.joining(" AND "));
        return "SELECT r.line FROM (SELECT line, " + row.lake() + " FROM (" + typed(source, true) + ") WHERE " + allHold() + ") r SEMI JOIN "
                + StagedTable.parquet(keys) + " k ON " + same;
    }

    private String typed(String source, boolean numbered) {
        return "SELECT " + (numbered ? "line, " : "") + String.join(", ", row.inner()) + " FROM " + source + row.joins();
    }

    /**
     * One CASE and not a conjunction: a conjunction is taken apart and its parts pushed below the typed row, where every cast
     * is computed again for each check. A CASE that names the row's person, a volatile column, stays above.
     */
    private String allHold() {
        return "CASE WHEN " + row.person() + " IS NOT NULL"
                + checks.stream().map(check -> " AND (" + check.holds() + ")").collect(Collectors.joining()) + " THEN true ELSE false END";
    }
}
