package pt.arquipelago.analysis.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import pt.arquipelago.analysis.disclosure.DisclosureControl;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Digests;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;

/** A node without Spark: measures in memory, then the very classes that a node uses. */
class Platform {
    static final int K = 10;
    private static final Thresholds THRESHOLDS = new Thresholds(K, Map.of());

    /** What the profile of such visits requires. */
    static final Set<JsonNode> REQUIRED = Stream.of("sex", "region", "born", "day", "code").map(Asking::column).collect(Collectors.toSet());

    /** What the guard is, or how it is spoilt. */
    enum Mode { GUARDED, OFF, PERSON_SETS, SETS_ALIKE, SAMENESS_BY_DATA, WHOLE_ALONE, PARTED_AT_WILL, UP_TO_TWO }

    /** A row as a researcher sees it: a cell is a number, moments, or null. */
    record Row(List<Object> keys, List<Object> cells) {}

    /** @param cells that other rules let pass, {@code exact} those that left */
    record Answer(List<Row> rows, int cells, int exact) {}

    private final Visits table;
    private final Reading reading;
    private final Mode mode;
    private final History history;
    private final Marks marks;
    private final Set<JsonNode> required;
    private final List<GuardedValue> left = new ArrayList<>();

    Platform(Visits table, Mode mode, long secret) {
        this(table, mode, secret, new History());
    }

    Platform(Visits table, Mode mode, long secret, History history) {
        this(table, mode, secret, history, REQUIRED);
    }

    Platform(Visits table, Mode mode, long secret, History history, Set<JsonNode> required) {
        this.required = required;
        this.table = table;
        this.reading = new Reading(Visits.COLUMNS);
        this.mode = mode;
        this.history = history;
        this.marks = new Marks(secret);
    }

    History history() {
        return history;
    }

    List<Object[]> persons() {
        return table.persons();
    }

    /** Another permit's, after a restart: what left is read again. */
    Platform reopened() {
        History read = new History();
        read.enter(left);
        return new Platform(table, mode, marks.secret(), read);
    }

    Answer ask(Asking asking) {
        return answer(asking.query(), measure(asking.query()), history);
    }

    /** What a question is answered now, and what it would be answered as the first ever asked. */
    record Both(Answer now, Answer alone) {}

    Both askBoth(Asking asking) {
        Map<List<Object>, Group> groups = measure(asking.query());
        return new Both(answer(asking.query(), groups, history), answer(asking.query(), groups, new History()));
    }

    private Answer answer(AggregateQuery query, Map<List<Object>, Group> groups, History before) {
        List<Group> sorted = groups.values().stream().sorted(Comparator.comparing(group -> group.keys.toString())).toList();
        PartialTable checked = DisclosureControl.check(new MeasuredTable(query, sorted.stream().map(group -> group.measured(query)).toList()), THRESHOLDS);
        Map<List<Object>, PartialRow> shown = new HashMap<>();
        checked.rows().forEach(row -> shown.put(row.keys(), row));
        List<GuardedRow> guarded = new ArrayList<>();
        List<PartialRow> rows = new ArrayList<>();
        for (Group group : sorted) {
            PartialRow row = shown.get(group.keys);
            if (row != null) {
                rows.add(row);
                List<Optional<List<Basis>>> cells = new ArrayList<>();
                for (int t = 0; t < query.terms().size(); t++) {
                    cells.add(row.cells().get(t) instanceof PartialCell.Released ? Optional.of(mode == Mode.UP_TO_TWO || mode == Mode.PARTED_AT_WILL ? withoutSketch(group.prints(t, query.terms().get(t), marks, mode)) : group.prints(t, query.terms().get(t), marks, mode)) : Optional.empty());
                }
                guarded.add(new GuardedRow(group.keys, cells));
            }
        }
        QuestionForm form = new QuestionForm(query, new QuestionForm.Data(JsonNodeFactory.instance.textNode("v1"), false, required), query.terms().stream().map(this::presence).toList());
        Guard.Verdict verdict = mode == Mode.OFF ? null : new Guard(before, 1_000_000).decide(spoilt(form, guarded), guarded, K);
        if (verdict != null) {
            left.addAll(verdict.values());
        }
        return answer(rows, verdict);
    }

    /** Spoilt: not held against all combinations. */
    private static List<Basis> withoutSketch(List<Basis> prints) {
        return prints.stream().map(Basis::withoutSketch).toList();
    }

    /** Conditions that only ask for a value to be there, as the gate finds them; spoilt, it tells them from no other. */
    private Set<JsonNode> presence(Term term) {
        Set<JsonNode> presence = new HashSet<>(parts(term).stream().filter(part -> Nodes.is(part, "is-not-null") && Nodes.is(part.get(1), "column")).toList());
        if (term.kind() == Kind.MOMENTS) {
            presence.add(Nodes.node("is-not-null", term.argument().orElseThrow()));
        }
        return presence;
    }

    private static List<JsonNode> parts(Term term) {
        return term.condition().map(condition -> Nodes.is(condition, "and") ? Nodes.operands(condition) : List.of(condition)).orElse(List.of());
    }

    /** Whether a record meets what the user asked of it, whether a value is there or not. */
    private Function<Object[], Object> parting(Term term) {
        Set<JsonNode> presence = presence(term);
        List<Function<Object[], Object>> all = parts(term).stream().filter(part -> !presence.contains(part)).map(reading::of).toList();
        return record -> all.stream().allMatch(each -> Boolean.TRUE.equals(each.apply(record)));
    }

    /** Spoilt: a number rests on the set of its persons. */
    private static boolean isOfSets(Mode mode) {
        return mode == Mode.PERSON_SETS || mode == Mode.SETS_ALIKE;
    }

    private static Answer answer(List<PartialRow> rows, Guard.Verdict verdict) {
        List<Row> seen = new ArrayList<>();
        int cells = 0;
        int exact = 0;
        for (int r = 0; r < rows.size(); r++) {
            List<Object> values = new ArrayList<>();
            for (int t = 0; t < rows.get(r).cells().size(); t++) {
                boolean released = rows.get(r).cells().get(t) instanceof PartialCell.Released;
                cells += released ? 1 : 0;
                boolean leaves = released && (verdict == null || !verdict.isTooClose(r, t));
                exact += leaves ? 1 : 0;
                values.add(leaves ? ((PartialCell.Released) rows.get(r).cells().get(t)).value() : null);
            }
            seen.add(new Row(rows.get(r).keys(), values));
        }
        return new Answer(seen, cells, exact);
    }

    private TableForm spoilt(TableForm form, List<GuardedRow> rows) {
        return switch (mode) {
            case SAMENESS_BY_DATA, SETS_ALIKE -> byData(form, rows);
            case WHOLE_ALONE -> with(form, (term, part, keys, values) -> NumberForm.of(form.form(term, part, keys, values).whole()));
            case PARTED_AT_WILL -> with(form, (term, part, keys, values) -> form.form(term, part, keys, values).ofSum());
            default -> form;
        };
    }

    /** Spoilt: two numbers are the same when their records are. */
    private static TableForm byData(TableForm form, List<GuardedRow> rows) {
        Map<List<Object>, GuardedRow> byKeys = new HashMap<>();
        rows.forEach(row -> byKeys.put(row.keys(), row));
        return with(form, (term, part, keys, values) -> keys.size() < form.keys() ? form.form(term, part, keys, values)
                : NumberForm.of(Digests.of(byKeys.get(values).terms().get(term).orElseThrow().get(part).exact().toBytes())));
    }

    private interface Naming {
        NumberForm of(int term, int part, List<Integer> keys, List<Object> values);
    }

    private static TableForm with(TableForm form, Naming naming) {
        return new TableForm() {
            @Override
            public int keys() {
                return form.keys();
            }

            @Override
            public Optional<Set<Object>> closed(int key) {
                return form.closed(key);
            }

            @Override
            public NumberForm form(int term, int part, List<Integer> keys, List<Object> values) {
                return naming.of(term, part, keys, values);
            }

            @Override
            public boolean adds(int term) {
                return form.adds(term);
            }
        };
    }

    private Map<List<Object>, Group> measure(AggregateQuery query) {
        List<Function<Object[], Object>> where = new ArrayList<>();
        query.source().path("where").forEach(condition -> where.add(reading.of(condition)));
        List<Function<Object[], Object>> keys = query.keys().stream().map(key -> reading.of(key.expression())).toList();
        List<Optional<Function<Object[], Object>>> conditions = query.terms().stream().map(term -> term.condition().map(reading::of)).toList();
        List<Function<Object[], Object>> partings = query.terms().stream().map(this::parting).toList();
        List<Optional<Function<Object[], Object>>> arguments = query.terms().stream().map(term -> term.argument().map(reading::of)).toList();
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new Group(List.of(), query.terms().size()));
        }
        for (Object[] record : table.records()) {
            if (!where.stream().allMatch(each -> Boolean.TRUE.equals(each.apply(record)))) {
                continue;
            }
            List<Object> values = Arrays.asList(keys.stream().map(key -> key.apply(record)).toArray());
            groups.computeIfAbsent(values, each -> new Group(each, query.terms().size())).add((Long) record[Visits.PERSON], record, conditions, partings, arguments);
        }
        return groups;
    }

    /** The records of one row, by person. */
    private static final class Group {
        private final List<Object> keys;
        private final Set<Long> persons = new HashSet<>();
        private final List<Map<Long, long[]>> contributions = new ArrayList<>();
        /** As if no value was missing. */
        private final List<Map<Long, long[]>> wholes = new ArrayList<>();
        private final List<Set<Long>> rests = new ArrayList<>();

        Group(List<Object> keys, int terms) {
            this.keys = keys;
            for (int i = 0; i < terms; i++) {
                contributions.add(new LinkedHashMap<>());
                wholes.add(new LinkedHashMap<>());
                rests.add(new HashSet<>());
            }
        }

        void add(long person, Object[] record, List<Optional<Function<Object[], Object>>> conditions, List<Function<Object[], Object>> partings,
                List<Optional<Function<Object[], Object>>> arguments) {
            persons.add(person);
            for (int t = 0; t < contributions.size(); t++) {
                if (Boolean.TRUE.equals(partings.get(t).apply(record))) {
                    add(wholes.get(t), person, arguments.get(t).map(argument -> Optional.ofNullable((Long) argument.apply(record)).orElse(0L)).orElse(1L));
                }
                if (conditions.get(t).isPresent() && !Boolean.TRUE.equals(conditions.get(t).get().apply(record))) {
                    rests.get(t).add(person);
                    continue;
                }
                Long x = arguments.get(t).map(argument -> (Long) argument.apply(record)).orElse(1L);
                if (x != null) {
                    add(contributions.get(t), person, x);
                }
            }
        }

        private static void add(Map<Long, long[]> by, long person, long x) {
            long[] sums = by.computeIfAbsent(person, p -> new long[4]);
            sums[0]++;
            sums[1] += x;
            sums[2] += x * x;
            sums[3] |= x == 0 ? 0 : 1;
        }

        MeasuredRow measured(AggregateQuery query) {
            List<MeasuredTerm> terms = new ArrayList<>();
            for (int t = 0; t < contributions.size(); t++) {
                Map<Long, long[]> by = contributions.get(t);
                long records = by.values().stream().mapToLong(sums -> sums[0]).sum();
                long sum = by.values().stream().mapToLong(sums -> sums[1]).sum();
                double squares = by.values().stream().mapToDouble(sums -> sums[2]).sum();
                int behind = (int) by.values().stream().filter(sums -> sums[3] != 0).count();
                Object value = switch (query.terms().get(t).kind()) {
                    case RECORDS -> records;
                    case PERSONS -> (long) by.size();
                    case SUM -> records == 0 ? null : (Long) sum;
                    case MOMENTS -> records == 0 ? null : new Moments(records, (double) sum / records, Math.max(0, squares - (double) sum * sum / records));
                    case DOCUMENTS, VALUES -> throw new IllegalArgumentException("not measured in memory");
                };
                terms.add(new MeasuredTerm(value, behind, rests.get(t).size(), List.of(), concentrations(query.terms().get(t).kind(), value, by)));
            }
            return new MeasuredRow(keys, persons.size(), terms);
        }

        private static List<Concentration> concentrations(Kind kind, Object value, Map<Long, long[]> by) {
            double mean = value instanceof Moments moments ? moments.mean() : 0;
            List<ToDoubleFunction<long[]>> numbers = switch (kind) {
                case RECORDS -> List.of(sums -> sums[0]);
                case SUM -> List.of(sums -> Math.abs(sums[1]));
                case MOMENTS -> List.of(sums -> sums[0], sums -> Math.abs(sums[1]), sums -> sums[2] - 2 * mean * sums[1] + mean * mean * sums[0]);
                case PERSONS, DOCUMENTS, VALUES -> List.of();
            };
            return numbers.stream().map(number -> {
                double[] totals = DoubleStream.concat(by.values().stream().mapToDouble(number), DoubleStream.of(0, 0)).map(x -> -x).sorted().map(x -> -x).toArray();
                return Concentration.counted(totals[0], totals[1], DoubleStream.of(totals).sum());
            }).toList();
        }

        List<Basis> prints(int t, Term term, Marks marks, Mode mode) {
            return switch (term.kind()) {
                case RECORDS -> List.of(print(t, marks, sums -> isOfSets(mode) ? 1 : sums[0]));
                case PERSONS -> List.of(print(t, marks, sums -> 1));
                case SUM -> List.of(print(t, marks, sums -> isOfSets(mode) ? 1 : sums[1]));
                case MOMENTS -> List.of(print(t, marks, sums -> sums[0]), print(t, marks, sums -> sums[1]), print(t, marks, sums -> sums[2]));
                case DOCUMENTS, VALUES -> throw new IllegalArgumentException(term.kind() == Kind.VALUES ? "a list" : "documents");
            };
        }

        private Basis print(int t, Marks marks, Function<long[], Number> contribution) {
            return new Basis(print(wholes.get(t), marks, contribution), print(contributions.get(t), marks, contribution));
        }

        private static Fingerprint print(Map<Long, long[]> by, Marks marks, Function<long[], Number> contribution) {
            long[] cells = new long[Fingerprint.CELLS];
            int[] sketch = new int[Sketch.CELLS];
            by.forEach((person, sums) -> {
                long amount = contribution.apply(sums).longValue() * Fingerprint.ONE;
                cells[marks.cell(person)] += amount * marks.mark(person);
                sketch[marks.sketchCell(person)] = (sketch[marks.sketchCell(person)] + Sketch.of(amount) * marks.weight(person)) % Sketch.PRIME;
            });
            return Fingerprint.of(cells).with(Sketch.of(sketch));
        }
    }
}
