package pt.arquipelago.node.omop;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.profile.ProfileNode;

/**
 * What must hold in the OMOP tables: by the model's definition (types, required fields, keys, references, lengths, and the
 * closed lists that the gate relies on), and what is plausible, by the SQL of {@code omop/checks.yaml}.
 */
public final class OmopChecks {
    static final String CONFORMANCE = "conformance";
    static final String PLAUSIBILITY = "plausibility";
    private static final String FILE = "checks.yaml";

    /**
     * @param failing rows that do not pass
     * @param rows that were looked at
     * @param threshold the share that may fail
     */
    public record Result(String kind, String name, String words, long failing, long rows, double threshold) {
        boolean passes() {
            return failing <= threshold * rows;
        }
    }

    private record Plausible(String name, String words, List<String> tables, String failing, String rows, double threshold) {}

    private final Cdm cdm;
    private final List<OmopTable> tables;
    private final LakeWriter lake;
    private final String memory;
    private final LocalDate loaded;

    /** Of the tables that the lake holds, as this writer has committed them. */
    OmopChecks(Cdm cdm, List<OmopTable> tables, LakeWriter lake, String memory, LocalDate loaded) {
        this.cdm = cdm;
        this.tables = tables.stream().filter(table -> lake.base(table.table()).isPresent()).toList();
        this.lake = lake;
        this.memory = memory;
        this.loaded = loaded;
    }

    List<Result> check(Path staging) {
        try (Engine engine = Engine.forLake(memory, staging.resolve("spill"))) {
            LakeViews views = new LakeViews(engine, lake, List.of());
            List<Result> results = new ArrayList<>();
            for (OmopTable table : tables) {
                views.of(table.table());
            }
            for (OmopTable table : tables) {
                conformance(engine, table, results);
            }
            for (Plausible check : plausible()) {
                if (check.tables().stream().allMatch(name -> tables.stream().anyMatch(table -> table.name().equals(name)))) {
                    results.add(new Result(PLAUSIBILITY, check.name(), check.words(), engine.number(sql(check.failing())), engine.number(sql(check.rows())), check.threshold()));
                }
            }
            return results;
        } catch (SQLException e) {
            throw Engine.failure("The OMOP tables could not be checked, and the lake is as it was", e);
        }
    }

    private String sql(String text) {
        return text.replace(OmopRows.LOADED, "DATE '" + loaded + "'");
    }

    private void conformance(Engine engine, OmopTable table, List<Result> results) throws SQLException {
        String name = table.table();
        results.add(new Result(CONFORMANCE, name, "fields and their types are the model's, in its order", differing(table), cdm.fields(table.name()).size(), 0));
        List<String> counts = new ArrayList<>(List.of("count(*)"));
        List<String> what = new ArrayList<>();
        for (CdmField field : cdm.fields(table.name())) {
            ColumnDescription held = table.fields().stream().filter(column -> column.name().equals(field.name())).findFirst().orElseThrow();
            String column = Sql.name(field.name());
            if (field.required()) {
                counts.add("count_if(" + column + " IS NULL)");
                what.add(name + "." + field.name() + "\0a required field has a value");
            }
            if (field.length().isPresent()) {
                counts.add("count_if(length(" + column + ") > " + field.length().getAsInt() + ")");
                what.add(name + "." + field.name() + "\0a text has at most " + field.length().getAsInt() + " characters");
            }
            held.codes().ifPresent(codes -> {
                counts.add("count_if(" + column + "::VARCHAR NOT IN (" + codes.values().stream().map(Sql::text).collect(Collectors.joining(", ")) + "))");
                what.add(name + "." + field.name() + "\0a value stands in the field's closed list");
            });
        }
        engine.query("SELECT " + String.join(", ", counts) + " FROM " + name, row -> {
            for (int i = 0; i < what.size(); i++) {
                String[] parts = what.get(i).split("\0");
                results.add(new Result(CONFORMANCE, parts[0], parts[1], row.getLong(i + 2), row.getLong(1), 0));
            }
        });
        for (CdmField field : cdm.fields(table.name())) {
            String column = Sql.name(field.name());
            if (field.isKey() || table.oneRowByKey() && field.name().equals(table.key(cdm))) {
                results.add(new Result(CONFORMANCE, name + "." + field.name(), "a key stands once",
                        engine.number("SELECT count(*) - count(DISTINCT " + column + ") FROM " + name), engine.number("SELECT count(*) FROM " + name), 0));
            }
            if (field.refers().isPresent()) {
                reference(engine, table, field, results);
            }
        }
    }

    private void reference(Engine engine, OmopTable table, CdmField field, List<Result> results) throws SQLException {
        String column = Sql.name(field.name());
        OmopTable other = tables.stream().filter(each -> each.name().equals(field.refers().orElseThrow())).findFirst().orElse(null);
        long rows = engine.number("SELECT count(" + column + ") FROM " + table.table());
        if (rows > 0) {
            long lost = other == null ? rows : engine.number("SELECT count(*) FROM " + table.table() + " t ANTI JOIN " + other.table() + " o ON t." + column + " = o."
                    + Sql.name(other.key(cdm)) + " WHERE t." + column + " IS NOT NULL");
            results.add(new Result(CONFORMANCE, table.table() + "." + field.name(), "what is referred to stands in " + OmopTable.PREFIX + field.refers().get(), lost, rows, 0));
        }
    }

    /** What the lake holds, beside the definition; fields that the model does not know stand before its own. */
    private long differing(OmopTable table) {
        List<ColumnDescription> held = lake.base(table.table()).orElseThrow().description().columns().stream().filter(column -> !table.unknown().contains(column.name())).toList();
        List<CdmField> defined = cdm.fields(table.name());
        long differing = Math.abs(held.size() - defined.size());
        for (int i = 0; i < Math.min(held.size(), defined.size()); i++) {
            differing += held.get(i).name().equals(defined.get(i).name()) && defined.get(i).holds(held.get(i).type()) ? 0 : 1;
        }
        return differing;
    }

    private static List<Plausible> plausible() {
        ProfileNode root = ProfileNode.parse("omop/" + FILE, Cdm.resource(FILE)).allow("checks");
        return root.children("checks").stream().map(node -> {
            node.allow("name", "words", "tables", "failing", "rows", "threshold");
            return new Plausible(node.text("name"), node.text("words"), node.texts("tables"), node.text("failing"), node.text("rows"), Double.parseDouble(node.text("threshold")));
        }).toList();
    }
}
