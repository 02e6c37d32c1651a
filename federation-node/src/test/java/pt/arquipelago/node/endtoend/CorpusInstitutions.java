package pt.arquipelago.node.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.gate.ProfileViews;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.TableDescription;

/** Two institutions with every SNS table that {@code docs/questions.sql} asks, as {@code corpus-tables.sql} makes them. */
final class CorpusInstitutions {
    static final List<Institution> ALL = List.of(make("uls-norte", 1, 3_400), make("uls-sul", 2, 1_300));

    private CorpusInstitutions() {}

    private static Institution make(String name, int seed, int persons) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement()) {
            Path folder = Files.createTempDirectory(name);
            folder.toFile().deleteOnExit();
            statement.execute("CREATE TABLE ids AS SELECT range AS id FROM range(" + persons + ")");
            statement.execute("CREATE MACRO r(what, id, j, n) AS (hash(" + seed + ", what, id, j) % n)::INTEGER");
            statement.execute(script());
            Map<String, List<Path>> files = new HashMap<>();
            for (TableDescription table : ProfileViews.ALL) {
                files.put(table.view(), List.of(written(statement, table, folder.resolve(table.view() + ".parquet"))));
            }
            List<PermittedView> views = ProfileViews.views(table -> read(table, files.get(table.view())));
            return new Institution(name, views, files, ProfileViews.ALL.stream().collect(Collectors.toMap(TableDescription::view, table -> table.subject().column())));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = CorpusInstitutions.class.getResourceAsStream("corpus-tables.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Path written(Statement statement, TableDescription table, Path file) throws SQLException {
        Set<String> made = new HashSet<>();
        try (ResultSet columns = statement.executeQuery("SELECT column_name FROM duckdb_columns() WHERE table_name = '" + table.view() + "'")) {
            while (columns.next()) {
                made.add(columns.getString(1));
            }
        }
        String select = table.columns().stream().map(column -> "CAST(" + (made.contains(column.name()) ? column.name() : "NULL") + " AS " + type(column) + ") AS \"" + column.name() + '"')
                .collect(Collectors.joining(", "));
        statement.execute("COPY (SELECT " + select + (made.isEmpty() ? " WHERE false" : " FROM " + table.view()) + ") TO '" + file + "' (FORMAT parquet)");
        file.toFile().deleteOnExit();
        return file;
    }

    private static String type(ColumnDescription column) {
        ValueType type = column.type();
        return switch (type.base()) {
            case STRING -> "VARCHAR";
            case DECIMAL -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
            case TIMESTAMP -> "TIMESTAMPTZ";
            default -> type.base().name();
        };
    }

    private static Dataset<Row> read(TableDescription table, List<Path> files) {
        return SparkForTests.session().read().schema(ProfileViews.schema(table)).parquet(files.stream().map(Path::toString).toArray(String[]::new));
    }
}
