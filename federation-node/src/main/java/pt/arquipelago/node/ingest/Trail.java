package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.pseudonymisation.pseudonym.EpochStep;

/**
 * For each person of a table, the first lake version with a row and the last: {@code last} is open while the person is in the
 * newest. With it and the audit log a person can be told what their data were used for (Lei 58/2019, Art 29), and nobody keeps
 * a list of that. A person who was away in between counts as there.
 */
public final class Trail {
    private static final String COLUMNS = "person, first, last";

    private Trail() {}

    /** The lake versions in which a table held a person. */
    public record Span(long first, OptionalLong last) {
        public boolean holds(long version) {
            return first <= version && (last.isEmpty() || version <= last.getAsLong());
        }
    }

    /** Writes the trail of a table that was just replaced: what is known of it before, and who is in it now. */
    public static void extend(Engine engine, LakeWriter lake, TableDescription description, long deltaVersion, List<Path> files) throws SQLException {
        if (description.personColumns().isEmpty()) {
            return;
        }
        String source = files.isEmpty() ? "(SELECT NULL::BIGINT AS person WHERE false)" : description.personColumns().stream()
                .map(column -> "SELECT " + Sql.name(column) + " AS person FROM read_parquet(["
                        + files.stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", ")) + "])").collect(Collectors.joining(" UNION ALL ", "(", ")"));
        long number = lake.nextNumber();
        String before = lake.trailBefore(description.table()).map(file -> "read_parquet(" + Sql.text(file.toString()) + ")")
                .orElse("(SELECT NULL::BIGINT AS person, NULL::BIGINT AS first, NULL::BIGINT AS last WHERE false)");
        copy(engine, "SELECT coalesce(n.person, b.person) AS person, coalesce(b.first, " + number + ") AS first, CASE WHEN n.person IS NULL THEN coalesce(b.last, " + (number - 1)
                + ") END AS last FROM (SELECT DISTINCT person FROM " + source + " WHERE person IS NOT NULL) n FULL OUTER JOIN " + before + " b ON n.person = b.person",
                lake.trail(description.table(), deltaVersion));
    }

    /** The same persons in a new epoch. */
    static void rotate(Engine engine, LakeWriter lake, String table, long deltaVersion, EpochStep step) throws SQLException {
        Optional<Path> before = lake.trailBefore(table);
        if (before.isPresent()) {
            copy(engine, "SELECT " + Functions.NEXT_EPOCH + "(person) AS person, first, last FROM read_parquet(" + Sql.text(before.get().toString()) + ")", lake.trail(table, deltaVersion));
        }
    }

    /** Without the persons in a table of the engine. */
    static void forget(Engine engine, LakeWriter lake, String table, long deltaVersion, String erased) throws SQLException {
        Optional<Path> before = lake.trailBefore(table);
        if (before.isPresent()) {
            copy(engine, "SELECT " + COLUMNS + " FROM read_parquet(" + Sql.text(before.get().toString()) + ") WHERE person NOT IN (SELECT person FROM " + erased + ")",
                    lake.trail(table, deltaVersion));
        }
    }

    /** Since and until when a table held a person. */
    public static Optional<Span> of(Lake lake, LakeVersion version, String table, Set<Long> pseudonyms, String memory) {
        Optional<Path> file = lake.trail(version, table);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Span[] found = new Span[1];
        try (Engine engine = Engine.forExtract(memory, ZoneId.of("UTC"))) {
            engine.query("SELECT first, last FROM read_parquet(" + Sql.text(file.get().toString()) + ") WHERE person IN ("
                    + pseudonyms.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")", row -> {
                        long last = row.getLong(2);
                        OptionalLong until = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
                        found[0] = new Span(row.getLong(1), until);
                    });
        } catch (SQLException e) {
            throw Engine.failure("The trail of " + table + " cannot be read", e);
        }
        return Optional.ofNullable(found[0]);
    }

    private static void copy(Engine engine, String select, Path file) throws SQLException {
        engine.execute("COPY (" + select + ") TO " + Sql.text(file.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
    }
}
