package pt.arquipelago.node.omop;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.ingest.StagedTable;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.Base;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;

/**
 * Tables of the lake as views of the engine. A table of a source system has one column more, {@code source_row}: a number of
 * the row, a multiple of 16 that no other row of any source has, out of which mappings make the keys of up to 16 events.
 */
final class LakeViews {
    /** In bits: room for 16 events a row, 2^32 rows a file, 1024 files a table. */
    private static final int ROW = 4;
    private static final int FILE = 36;
    private static final int TABLE = 46;

    private final Engine engine;
    private final LakeWriter lake;
    private final List<String> numbered;
    private final Set<String> made = new HashSet<>();

    /** @param numbered the source tables, each with its place as its number */
    LakeViews(Engine engine, LakeWriter lake, List<String> numbered) {
        this.engine = engine;
        this.lake = lake;
        this.numbered = numbered;
    }

    /** @throws java.util.NoSuchElementException if the lake does not hold it */
    void of(String table) throws SQLException {
        if (!made.add(table)) {
            return;
        }
        Base base = lake.base(table).orElseThrow();
        List<Path> files = base.files().stream().map(StagedFile::path).sorted().toList();
        if (files.isEmpty()) {
            String columns = base.description().columns().stream().map(column -> "NULL::" + type(column.type()) + " AS " + Sql.name(column.name())).collect(Collectors.joining(", "));
            engine.execute("CREATE TEMP VIEW " + Sql.name(table) + " AS SELECT " + columns + (numbered.contains(table) ? ", 0::BIGINT AS source_row" : "") + " WHERE false");
        } else if (numbered.contains(table)) {
            engine.execute("CREATE TEMP VIEW " + Sql.name(table) + " AS " + numbered(table, files));
        } else {
            engine.execute("CREATE TEMP VIEW " + Sql.name(table) + " AS SELECT * FROM " + StagedTable.parquet(files));
        }
    }

    /** An OMOP table that is not there, without rows. */
    void empty(OmopTable table) throws SQLException {
        if (made.add(table.table())) {
            engine.execute("CREATE TEMP VIEW " + table.table() + " AS SELECT " + table.fields().stream()
                    .map(field -> "NULL::" + type(field.type()) + " AS " + Sql.name(field.name())).collect(Collectors.joining(", ")) + " WHERE false");
        }
    }

    private String numbered(String table, List<Path> files) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            long first = ((long) numbered.indexOf(table) << TABLE) + ((long) i << FILE);
            parts.add("SELECT * EXCLUDE (file_row_number), " + first + " + (file_row_number << " + ROW + ") AS source_row FROM read_parquet("
                    + Sql.text(files.get(i).toString()) + ", file_row_number = true)");
        }
        return String.join(" UNION ALL ", parts);
    }

    /** As the engine calls it. */
    static String type(ValueType type) {
        return switch (type.base()) {
            case BOOLEAN -> "BOOLEAN";
            case INT -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
            case STRING -> "VARCHAR";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMPTZ";
        };
    }
}
