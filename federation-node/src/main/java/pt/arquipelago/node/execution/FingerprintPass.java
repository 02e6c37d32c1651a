package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode$;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.NumericEvalContext;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataTypes;
import pt.arquipelago.analysis.guard.Fingerprint;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.CompiledTerm;

/**
 * What every number of a question rests on: by keys and cell, the sum of contribution times mark, modulo 2⁶⁴. Where persons are counted,
 * first one row for each person, so that a person counts once.
 */
final class FingerprintPass {
    private static final String CELL = "cell";
    /** Whole numbers that wrap around, which ANSI arithmetic would refuse. */
    private static final NumericEvalContext WRAPPING = new NumericEvalContext(EvalMode$.MODULE$.LEGACY(), true);

    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final PersonMarks marks;

    FingerprintPass(CompiledQuestion question, FlatRelation flat, PersonMarks marks) {
        this.question = question;
        this.flat = flat;
        this.marks = marks;
    }

    /** By keys, by term, one for each number that a cell is made of. */
    Map<List<Object>, List<List<Fingerprint>>> fingerprints() {
        List<Contribution> contributions = contributions();
        Map<List<Object>, long[][]> sums = new LinkedHashMap<>();
        List<Contribution> direct = contributions.stream().filter(each -> !each.isOfDocuments()).toList();
        add(sums, direct, contributions, records(direct));
        contributions.stream().filter(Contribution::isOfDocuments).forEach(each -> add(sums, List.of(each), contributions, documents(each)));
        Map<List<Object>, List<List<Fingerprint>>> fingerprints = new HashMap<>();
        sums.forEach((keys, cells) -> fingerprints.put(keys, byTerm(contributions, cells)));
        return fingerprints;
    }

    /**
     * One number of a term.
     *
     * @param perRecord what a record contributes, as a BIGINT
     * @param once whether a person contributes the most of its records rather than their sum
     */
    private record Contribution(int term, Kind kind, String name, Column perRecord, boolean once) {
        boolean isOfDocuments() {
            return kind == Kind.DOCUMENTS;
        }
    }

    private List<Contribution> contributions() {
        List<Contribution> found = new ArrayList<>();
        for (int i = 0; i < question.terms().size(); i++) {
            CompiledTerm term = question.terms().get(i);
            Kind kind = term.term().kind();
            Column argument = col(FlatRelation.argument(i));
            switch (kind) {
                case RECORDS -> found.add(contribution(found, i, kind, one(flat.bits(i).parting()), false));
                case SUM -> found.add(contribution(found, i, kind, amount(argument.cast(DataTypes.DoubleType)), false));
                case MOMENTS -> {
                    Column number = argument.cast(DataTypes.DoubleType);
                    boolean all = QuestionForm.countsMissing(term.term(), term.presence());
                    found.add(contribution(found, i, kind, all ? one(flat.bits(i).parting()) : when(argument.isNotNull(), lit(Fingerprint.ONE)).otherwise(lit(0L)), false));
                    found.add(contribution(found, i, kind, amount(number), false));
                    found.add(contribution(found, i, kind, amount(number.multiply(number)), false));
                }
                case PERSONS, VALUES -> found.add(contribution(found, i, kind, one(flat.bits(i).support()), true));
                case DOCUMENTS -> found.add(contribution(found, i, kind, one(flat.bits(i).support()), false));
            }
        }
        return found;
    }

    private static Contribution contribution(List<Contribution> before, int term, Kind kind, Column perRecord, boolean once) {
        return new Contribution(term, kind, "c" + before.size(), perRecord, once);
    }

    private static Column one(int bit) {
        return when(Conditions.met(bit), lit(Fingerprint.ONE)).otherwise(lit(0L));
    }

    /** In millionths; what is too large for them is cut, for each record alike. */
    private static Column amount(Column number) {
        Column millionths = round(number.multiply(lit((double) Fingerprint.ONE)));
        Column whole = ExpressionUtils.column(new Cast(ExpressionUtils.expression(millionths), DataTypes.LongType, scala.Option.apply("UTC"), EvalMode$.MODULE$.LEGACY()));
        return coalesce(whole, lit(0L));
    }

    private Dataset<Row> records(List<Contribution> contributions) {
        Dataset<Row> records = with(flat.records(), contributions);
        if (contributions.stream().noneMatch(Contribution::once)) {
            return records;
        }
        List<Column> byPerson = contributions.stream().map(each -> (each.once() ? max(col(each.name())) : sum(col(each.name()))).as(each.name())).toList();
        return Passes.byKeys(question, records, FlatRelation.PERSON).agg(byPerson.get(0), byPerson.subList(1, byPerson.size()).toArray(Column[]::new));
    }

    /** A document counts once for each person whose it is. */
    private Dataset<Row> documents(Contribution contribution) {
        Dataset<Row> records = with(flat.records().filter(Conditions.met(flat.bits(contribution.term()).support())), List.of(contribution));
        return Passes.byKeys(question, records, FlatRelation.PERSON, FlatRelation.argument(contribution.term())).agg(max(col(contribution.name())).as(contribution.name()));
    }

    private static Dataset<Row> with(Dataset<Row> records, List<Contribution> contributions) {
        List<Column> columns = new ArrayList<>(Arrays.stream(records.columns()).map(org.apache.spark.sql.functions::col).toList());
        contributions.forEach(each -> columns.add(each.perRecord().as(each.name())));
        return records.select(columns.toArray(Column[]::new));
    }

    private void add(Map<List<Object>, long[][]> sums, List<Contribution> part, List<Contribution> all, Dataset<Row> contributing) {
        if (part.isEmpty()) {
            return;
        }
        Column person = col(FlatRelation.PERSON);
        Column mark = xxhash64(lit(marks.first()), lit(marks.second()), person).bitwiseOR(lit(1L));
        Column cell = pmod(xxhash64(lit(marks.cell()), person), lit((long) Fingerprint.CELLS)).as(CELL);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < question.keys().size(); i++) {
            columns.add(col(FlatRelation.key(i)));
        }
        columns.add(cell);
        part.forEach(each -> columns.add(product(col(each.name()), mark).as(each.name())));
        List<Column> totals = part.stream().map(each -> sum(col(each.name()))).toList();
        int at = question.keys().size();
        for (Row row : Passes.byKeys(question, contributing.select(columns.toArray(Column[]::new)), CELL)
                .agg(totals.get(0), totals.subList(1, totals.size()).toArray(Column[]::new)).collectAsList()) {
            long[][] cells = sums.computeIfAbsent(SparkValues.keys(question.query().keys(), row), keys -> new long[all.size()][]);
            for (int i = 0; i < part.size(); i++) {
                int index = all.indexOf(part.get(i));
                cells[index] = cells[index] == null ? new long[Fingerprint.CELLS] : cells[index];
                cells[index][(int) row.getLong(at)] = row.getLong(at + 1 + i);
            }
        }
    }

    private static Column product(Column a, Column b) {
        return ExpressionUtils.column(new Multiply(ExpressionUtils.expression(a), ExpressionUtils.expression(b), WRAPPING));
    }

    private static Column sum(Column number) {
        return ExpressionUtils.column(new Sum(ExpressionUtils.expression(number), WRAPPING).toAggregateExpression());
    }

    private List<List<Fingerprint>> byTerm(List<Contribution> contributions, long[][] cells) {
        List<List<Fingerprint>> terms = new ArrayList<>();
        for (int term = 0; term < question.terms().size(); term++) {
            List<Fingerprint> parts = new ArrayList<>();
            for (int i = 0; i < contributions.size(); i++) {
                if (contributions.get(i).term() == term) {
                    parts.add(Fingerprint.of(cells[i] == null ? new long[Fingerprint.CELLS] : cells[i]));
                }
            }
            terms.add(parts);
        }
        return terms;
    }
}
