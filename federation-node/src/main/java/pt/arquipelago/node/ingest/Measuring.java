package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Quarantine.Failed;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.Base;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.profile.Load;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.Rule;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.Checks;
import pt.arquipelago.node.quality.Measurement.ColumnCount;
import pt.arquipelago.node.quality.Measurement.Coverage;
import pt.arquipelago.node.quality.Measurement.KeyCount;
import pt.arquipelago.node.quality.Measurement.Lag;
import pt.arquipelago.node.quality.Measurement.ReasonCount;
import pt.arquipelago.node.quality.Measurement.ReferenceCount;
import pt.arquipelago.node.quality.Measurement.RuleCount;
import pt.arquipelago.node.quality.QualityTerms.Reference;

/** Measures a table for its label (Article 78), over pseudonymised Parquet, in the engine that merged it. */
final class Measuring {
    private final Engine engine;
    private final Profile profile;
    private final LakeWriter lake;
    private final Instant at;

    Measuring(Engine engine, Profile profile, LakeWriter lake, Instant at) {
        this.engine = engine;
        this.profile = profile;
        this.lake = lake;
        this.at = at;
    }

    /**
     * What the load itself found out.
     *
     * @param rules that were held against its rows
     * @param failed how many rows failed each check
     */
    record Checked(long read, long accepted, List<Rule> rules, Map<Failed, Long> failed) {}

    /**
     * @param table files of the table after the load
     * @param loaded files of the rows that the load brought
     */
    Measurement measure(List<Path> table, List<Path> loaded, Measurement.Size size, Checked checked) throws SQLException {
        TableDescription description = profile.describe(TableFigures.none(), false);
        List<ColumnCount> columns = new StagedTable(engine, table).filled(profile.lakeColumns());
        return new Measurement(profile.table(), profile.system(), lake.nextNumber(), at, size, columns, key(table, size), checks(checked), references(table, description),
                lag(loaded), coverage(table, description), new ValueCounting(engine, profile).count(table, size), profile.quality().targets(), LabelDocumentation.of(profile));
    }

    private Optional<KeyCount> key(List<Path> table, Measurement.Size size) throws SQLException {
        List<String> key = !profile.quality().unique().isEmpty() ? profile.quality().unique()
                : profile.load() instanceof Load.Upsert upsert ? upsert.key() : List.of();
        if (key.isEmpty() || table.isEmpty()) {
            return Optional.empty();
        }
        if (key.equals(List.of(profile.subject().column()))) {
            return Optional.of(new KeyCount(key, size.rows(), size.persons()));
        }
        String columns = key.stream().map(Sql::name).collect(Collectors.joining(", "));
        String whole = key.stream().map(name -> Sql.name(name) + " IS NOT NULL").collect(Collectors.joining(" AND "));
        long[] counts = longs("SELECT coalesce(sum(n), 0), count(*) FROM (SELECT count(*) AS n FROM " + StagedTable.parquet(table) + " WHERE " + whole + " GROUP BY " + columns + ")", 2);
        return Optional.of(new KeyCount(key, counts[0], counts[1]));
    }

    private static Checks checks(Checked checked) {
        Map<Failed, Long> failed = checked.failed();
        List<RuleCount> rules = checked.rules().stream().map(rule -> new RuleCount(name(rule), title(rule), failed.getOrDefault(looksAt(rule), 0L))).toList();
        List<ReasonCount> reasons = failed.entrySet().stream()
                .map(entry -> new ReasonCount(entry.getKey().column(), entry.getKey().reason().code() + entry.getKey().rule().map(rule -> ":" + rule).orElse(""), entry.getValue()))
                .sorted((a, b) -> (a.column() + " " + a.reason()).compareTo(b.column() + " " + b.reason())).toList();
        return new Checks(checked.read(), checked.accepted(), rules, reasons);
    }

    /** As {@link RuleChecks} writes the check of a rule. */
    private static Failed looksAt(Rule rule) {
        if (rule instanceof Rule.Order order) {
            return new Failed(order.first() + ", " + order.second(), Reason.ORDER, Optional.empty());
        }
        if (rule instanceof Rule.Refers refers) {
            return new Failed(refers.column(), Reason.REFERENCE, Optional.empty());
        }
        if (rule instanceof Rule.Holds holds) {
            return new Failed(String.join(", ", holds.condition().columns()), Reason.RULE, Optional.of(holds.name()));
        }
        return new Failed("dias", Reason.SICK_LEAVE, Optional.empty());
    }

    private static String name(Rule rule) {
        if (rule instanceof Rule.Order order) {
            return order.first() + "_to_" + order.second();
        }
        if (rule instanceof Rule.Refers refers) {
            return refers.column() + "_in_" + refers.table();
        }
        return rule instanceof Rule.Holds holds ? holds.name() : "longest_sick_leave";
    }

    private static Text title(Rule rule) {
        if (rule instanceof Rule.Order order) {
            return new Text(order.first() + " não é depois de " + order.second(), order.first() + " is not after " + order.second());
        }
        if (rule instanceof Rule.Refers refers) {
            return new Text(refers.column() + " consta de " + refers.table(), refers.column() + " stands in " + refers.table());
        }
        return rule instanceof Rule.Holds holds ? holds.title()
                : new Text("o certificado não é mais longo do que a lei permite", "the certificate is no longer than the law allows");
    }

    private List<ReferenceCount> references(List<Path> table, TableDescription description) throws SQLException {
        List<ReferenceCount> counts = new ArrayList<>();
        for (Reference reference : profile.quality().references()) {
            Optional<Base> other = lake.base(reference.table()).filter(base -> !base.files().isEmpty() && sameKind(description, reference.column(), base.description(), reference.key()));
            if (other.isPresent() && !table.isEmpty()) {
                String column = Sql.name(reference.column());
                long[] count = longs("SELECT count(t." + column + "), count(k.known) FROM " + StagedTable.parquet(table) + " t LEFT JOIN (SELECT DISTINCT "
                        + Sql.name(reference.key()) + " AS known FROM " + StagedTable.parquet(paths(other.get())) + ") k ON t." + column + " = k.known", 2);
                counts.add(new ReferenceCount(reference.column(), reference.table(), reference.key(), count[0], count[1]));
            }
        }
        return counts;
    }

    /** Whether the pseudonyms of two columns are of the same type: others have nothing in common. */
    private static boolean sameKind(TableDescription one, String column, TableDescription other, String key) {
        Optional<String> type = one.column(column).flatMap(ColumnDescription::identifierType);
        return type.isPresent() && type.equals(other.column(key).flatMap(ColumnDescription::identifierType));
    }

    private Optional<Lag> lag(List<Path> loaded) throws SQLException {
        Optional<String> collected = profile.quality().collected().or(profile::period);
        if (collected.isEmpty() || loaded.isEmpty()) {
            return Optional.empty();
        }
        Days days = new StagedTable(engine, loaded).days(collected.get());
        if (days.rows().isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(at, profile.timeZone());
        List<Long> rows = new ArrayList<>();
        LocalDate end = LocalDate.MAX;
        for (int to : Lag.BANDS) {
            rows.add(days.between(today.minusDays(to), end));
            end = today.minusDays(to);
        }
        rows.add(days.between(LocalDate.MIN, end));
        return Optional.of(new Lag(collected.get(), days.total(), daysAgo(days, 0.5, today), daysAgo(days, 0.9, today), rows));
    }

    /** Within how many days a share of the rows lies; a day to come is none ago. */
    private static int daysAgo(Days days, double share, LocalDate today) {
        return days.from(share).map(day -> (int) Math.max(0, ChronoUnit.DAYS.between(day, today))).orElseThrow();
    }

    /** Not of the register itself, and only where both tell persons by pseudonyms of the same type. */
    private Optional<Coverage> coverage(List<Path> table, TableDescription description) throws SQLException {
        String name = profile.quality().register();
        Optional<Base> register = name.equals(profile.table()) || profile.subject() instanceof Subject.EachRow ? Optional.empty()
                : lake.base(name).filter(base -> !base.files().isEmpty()
                        && sameKind(description, description.subject().column(), base.description(), base.description().subject().column()));
        if (register.isEmpty() || table.isEmpty()) {
            return Optional.empty();
        }
        TableDescription registered = register.get().description();
        boolean once = registered.maxRowsPerPerson() == 1;
        String age = cell(registered.columns().stream().filter(column -> column.codes().filter(codes -> codes.values().contains("40-44")).isPresent()).findFirst(), once);
        String sex = cell(registered.column("sexo"), once);
        List<Coverage.Cell> cells = new ArrayList<>();
        engine.query("SELECT age, sex, count(*), count(k.known) FROM (SELECT " + Sql.name(registered.subject().column()) + " AS p, " + age + " AS age, " + sex + " AS sex FROM "
                + StagedTable.parquet(paths(register.get())) + (once ? "" : " GROUP BY p") + ") r LEFT JOIN (SELECT DISTINCT " + Sql.name(description.subject().column()) + " AS known FROM "
                + StagedTable.parquet(table) + ") k ON r.p = k.known GROUP BY age, sex ORDER BY age, sex",
                row -> cells.add(new Coverage.Cell(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4))));
        return Optional.of(new Coverage(name, cells.stream().mapToLong(Coverage.Cell::registered).sum(), cells.stream().mapToLong(Coverage.Cell::covered).sum(), cells));
    }

    /** A person's value in the register; any, where it has several rows of the person. */
    private static String cell(Optional<ColumnDescription> column, boolean once) {
        return column.map(found -> Sql.name(found.name())).map(name -> "coalesce(" + (once ? name : "any_value(" + name + ")") + ", '')").orElse("''");
    }

    private static List<Path> paths(Base base) {
        return base.files().stream().map(StagedFile::path).toList();
    }

    private long[] longs(String sql, int count) throws SQLException {
        long[] values = new long[count];
        engine.query(sql, row -> {
            for (int i = 0; i < count; i++) {
                values[i] = row.getLong(i + 1);
            }
        });
        return values;
    }
}
