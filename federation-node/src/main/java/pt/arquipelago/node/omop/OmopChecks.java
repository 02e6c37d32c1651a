package pt.arquipelago.node.omop;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.profile.ProfileNode;
import pt.arquipelago.node.profile.ProfileReader;

/**
 * What must hold in the OMOP tables: by the model's definition (types, required fields, keys, references, lengths, and the
 * closed lists that the gate relies on); that concepts are those of the vocabularies, if they were imported; and what is
 * plausible, by the SQL of {@code omop/checks.yaml}.
 */
public final class OmopChecks {
    static final String CONFORMANCE = "conformance";
    static final String PLAUSIBILITY = "plausibility";
    static final String VOCABULARY = "vocabulary";
    private static final String FILE = "checks.yaml";

    /**
     * @param table that it says something of
     * @param failing rows that do not pass
     * @param rows that were looked at
     * @param threshold the share that may fail
     */
    public record Result(String kind, String table, String name, Text title, long failing, long rows, double threshold) {
        boolean passes() {
            return failing <= threshold * rows;
        }

        /** For the label: with the share that may fail, where it is not none. */
        Text titleWithThreshold() {
            String percent = BigDecimal.valueOf(threshold).movePointRight(2).stripTrailingZeros().toPlainString();
            return threshold == 0 ? title : new Text(title.pt() + " (podem falhar até " + percent.replace('.', ',') + " %)", title.en() + " (up to " + percent + " % may fail)");
        }
    }

    private record Plausible(String name, Text title, List<String> tables, String failing, String rows, double threshold) {}

    private final Cdm cdm;
    private final List<OmopTable> tables;
    private final LakeWriter lake;
    private final String memory;
    private final LocalDate loaded;
    private final Optional<Vocabularies> vocabularies;

    /** Of the tables that the lake holds, as this writer has committed them. */
    OmopChecks(Cdm cdm, List<OmopTable> tables, LakeWriter lake, String memory, LocalDate loaded, Optional<Vocabularies> vocabularies) {
        this.cdm = cdm;
        this.tables = tables.stream().filter(table -> lake.base(table.table()).isPresent()).toList();
        this.lake = lake;
        this.memory = memory;
        this.loaded = loaded;
        this.vocabularies = vocabularies;
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
            if (vocabularies.isPresent()) {
                vocabularies.get().create(engine);
                for (OmopTable table : tables) {
                    concepts(engine, table, results);
                }
            }
            for (Plausible check : plausible()) {
                if (check.tables().stream().allMatch(name -> tables.stream().anyMatch(table -> table.name().equals(name)))) {
                    results.add(new Result(PLAUSIBILITY, OmopTable.PREFIX + check.tables().get(check.tables().size() - 1), check.name(), check.title(), engine.number(sql(check.failing())), engine.number(sql(check.rows())), check.threshold()));
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
        results.add(new Result(CONFORMANCE, name, name, new Text("os campos e os seus tipos são os do modelo, pela sua ordem", "fields and their types are the model's, in its order"), differing(table), cdm.fields(table.name()).size(), 0));
        List<String> counts = new ArrayList<>(List.of("count(*)"));
        List<Text> titles = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (CdmField field : cdm.fields(table.name())) {
            ColumnDescription held = table.fields().stream().filter(column -> column.name().equals(field.name())).findFirst().orElseThrow();
            String column = Sql.name(field.name());
            if (field.required()) {
                counts.add("count_if(" + column + " IS NULL)");
                names.add(name + "." + field.name());
                titles.add(new Text("um campo obrigatório tem um valor", "a required field has a value"));
            }
            if (field.length().isPresent()) {
                counts.add("count_if(length(" + column + ") > " + field.length().getAsInt() + ")");
                names.add(name + "." + field.name());
                titles.add(new Text("um texto tem no máximo " + field.length().getAsInt() + " carateres", "a text has at most " + field.length().getAsInt() + " characters"));
            }
            held.codes().ifPresent(codes -> {
                counts.add("count_if(" + column + "::VARCHAR NOT IN (" + codes.values().stream().map(Sql::text).collect(Collectors.joining(", ")) + "))");
                names.add(name + "." + field.name());
                titles.add(new Text("um valor consta da lista fechada do campo", "a value stands in the field's closed list"));
            });
        }
        engine.query("SELECT " + String.join(", ", counts) + " FROM " + name, row -> {
            for (int i = 0; i < names.size(); i++) {
                results.add(new Result(CONFORMANCE, name, names.get(i), titles.get(i), row.getLong(i + 2), row.getLong(1), 0));
            }
        });
        for (CdmField field : cdm.fields(table.name())) {
            String column = Sql.name(field.name());
            if (field.isKey() || table.oneRowByKey() && field.name().equals(table.key(cdm))) {
                results.add(new Result(CONFORMANCE, name, name + "." + field.name(), new Text("uma chave aparece uma só vez", "a key stands once"),
                        engine.number("SELECT count(*) - count(DISTINCT " + column + ") FROM " + name), engine.number("SELECT count(*) FROM " + name), 0));
            }
            if (field.refers().filter(other -> !Cdm.VOCABULARY.contains(other)).isPresent()) {
                reference(engine, table, field, results);
            }
        }
    }

    /** The name of the check that what a field refers to is there. */
    static String reference(String table, CdmField field) {
        return table + "." + field.name() + "_in_" + OmopTable.PREFIX + field.refers().orElseThrow();
    }

    private void reference(Engine engine, OmopTable table, CdmField field, List<Result> results) throws SQLException {
        String column = Sql.name(field.name());
        OmopTable other = tables.stream().filter(each -> each.name().equals(field.refers().orElseThrow())).findFirst().orElse(null);
        long rows = engine.number("SELECT count(" + column + ") FROM " + table.table());
        if (rows > 0) {
            long lost = other == null ? rows : engine.number("SELECT count(*) FROM " + table.table() + " t ANTI JOIN " + other.table() + " o ON t." + column + " = o."
                    + Sql.name(other.key(cdm)) + " WHERE t." + column + " IS NOT NULL");
            results.add(new Result(CONFORMANCE, table.table(), reference(table.table(), field),
                    new Text("o que é referido consta de " + OmopTable.PREFIX + field.refers().get(), "what is referred to stands in " + OmopTable.PREFIX + field.refers().get()), lost, rows, 0));
        }
    }

    private void concepts(Engine engine, OmopTable table, List<Result> results) throws SQLException {
        for (CdmField field : cdm.fields(table.name()).stream().filter(field -> field.isConcept() && !field.name().endsWith("_source_concept_id") && table.filled().contains(field.name())).toList()) {
            String column = Sql.name(field.name());
            String domain = field.domain().map(wanted -> " AND domain_id = " + Sql.text(wanted)).orElse("");
            long rows = engine.number("SELECT count(*) FROM " + table.table() + " WHERE " + column + " <> 0");
            long others = engine.number("SELECT coalesce(sum(n), 0) FROM (SELECT " + column + " AS concept, count(*) AS n FROM " + table.table() + " WHERE " + column + " <> 0 GROUP BY 1) t ANTI JOIN "
                    + "(SELECT concept_id FROM concept WHERE standard_concept = 'S' AND invalid_reason IS NULL" + domain + ") c ON c.concept_id = t.concept");
            results.add(new Result(VOCABULARY, table.table(), table.table() + "." + field.name(), new Text(
                    "um conceito é padrão" + field.domain().map(wanted -> " e do domínio " + wanted).orElse("") + " nos vocabulários importados",
                    "a concept is a standard one" + field.domain().map(wanted -> " of the domain " + wanted).orElse("") + " in the vocabularies that were imported"), others, rows, 0));
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
            node.allow("name", "title", "tables", "failing", "rows", "threshold");
            return new Plausible(node.text("name"), ProfileReader.text(node, "title"), node.texts("tables"), node.text("failing"), node.text("rows"), share(node));
        }).toList();
    }

    private static double share(ProfileNode node) {
        try {
            double share = Double.parseDouble(node.text("threshold"));
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw node.wrong("threshold", "expected the share of rows that may fail, from 0 to 1");
    }
}
