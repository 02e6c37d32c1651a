package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pt.arquipelago.analysis.query.Digests;

/**
 * The guard across questions (rules 3.6 and 6): holds what would leave against what left, number by number, and then every sum of it over
 * a subset of its keys. What is refused here is refused for none as for few; what is the same comes from the form, never from the data.
 */
public final class Guard {
    /** More keys than this have more margins than can be looked at. */
    public static final int MOST_KEYS = 8;
    /** Tables of more numbers are held against combinations with up to two alone. */
    public static final int MOST_SOLVED = 1_000;
    /** So many combinations are shown of a number that a person is to decide on. */
    private static final int MOST_SHOWN = 20;

    private final History history;
    private final int mostValues;

    /** @param mostValues at so many, nothing new leaves any more */
    public Guard(History history, int mostValues) {
        this.history = requireNonNull(history, "history is null");
        this.mostValues = mostValues;
    }

    /**
     * What the guard says of a table.
     *
     * @param findings by row, by term: why a cell stays
     * @param entered what is in the history from now on, unless {@link History#withdraw} takes it out
     */
    public record Verdict(List<List<Optional<Finding>>> findings, List<History.Entry> entered) {
        public Verdict {
            findings = findings.stream().map(List::copyOf).toList();
            entered = List.copyOf(entered);
        }

        public boolean isTooClose(int row, int term) {
            return finding(row, term).isPresent();
        }

        public Optional<Finding> finding(int row, int term) {
            return findings.get(row).get(term);
        }

        public List<GuardedValue> values() {
            return entered.stream().map(History.Entry::value).toList();
        }
    }

    /** @param rows in the order in which they are looked at: the first of two that are too close to each other may leave */
    public Verdict decide(TableForm form, List<GuardedRow> rows, int k) {
        return new Decision(form, rows, k, Optional.empty()).verdict();
    }

    /**
     * What comes of it if a person lets a cell leave that is too close.
     *
     * @param met all that it comes close to, alone and in each sum that it completes, as far as {@value #MOST_SHOWN} of each
     * @param entered what is in the history from now on, unless {@link History#withdraw} takes it out; to be {@link History#solve solved} if it
     *     leaves; nothing if there is more than can be looked at
     */
    public record Approval(List<Finding> met, List<History.Entry> entered) {
        public Approval {
            met = List.copyOf(met);
            entered = List.copyOf(entered);
        }
    }

    /**
     * @param rows of an answer: what left of it, and the cell that is to leave now
     * @param own what the answer entered when it left: the sums of its rows tell nothing beside the rows
     */
    public Approval approve(TableForm form, List<GuardedRow> rows, List<GuardedValue> own, int k) {
        if (form.keys() > MOST_KEYS || history.size() >= mostValues) {
            return new Approval(List.of(new Finding.NotLookedAt()), List.of());
        }
        Approved approved = new Approved(own, new LinkedHashSet<>());
        List<History.Entry> entered = new Decision(form, rows, k, Optional.of(approved)).verdict().entered();
        return new Approval(List.copyOf(approved.met()), entered);
    }

    private record Approved(List<GuardedValue> own, LinkedHashSet<Finding> met) {
        boolean isOwn(History history, Sight sight, int id) {
            return own.stream().anyMatch(value -> history.id(sight, value.form(sight)).filter(each -> each == id).isPresent());
        }
    }

    private final class Decision {
        private final TableForm form;
        private final List<GuardedRow> rows;
        private final int k;
        /** Where a person decided: nothing is held back. */
        private final Optional<Approved> approved;
        /** Every number of the table once, by its exact form, however many cells it stands in. */
        private final Map<String, Number> numbers = new LinkedHashMap<>();
        private final Map<Map<Integer, Number>, Column> columns = new LinkedHashMap<>();
        private final List<List<Optional<List<Number>>>> cells = new ArrayList<>();

        Decision(TableForm form, List<GuardedRow> rows, int k, Optional<Approved> approved) {
            this.approved = approved;
            this.form = form;
            this.rows = rows;
            this.k = k;
        }

        Verdict verdict() {
            rows.forEach(row -> cells.add(numbers(row)));
            numbers.values().forEach(number -> number.knownWhole = history.id(Sight.WHOLE, number.value.form(Sight.WHOLE)).isPresent());
            columns();
            cells.forEach(row -> row.forEach(cell -> cell.ifPresent(this::offer)));
            withdrawUnused();
            sums();
            solve();
            List<List<Optional<Finding>>> findings = cells.stream().map(row -> row.stream().map(cell -> cell.filter(each -> !leaves(each)).map(Decision::finding)).toList()).toList();
            List<History.Entry> entered = new ArrayList<>();
            numbers.values().forEach(number -> number.entry.ifPresent(entered::add));
            columns.values().forEach(column -> column.sums.forEach(sum -> entered.add(sum.entry())));
            return new Verdict(findings, entered);
        }

        private List<Optional<List<Number>>> numbers(GuardedRow row) {
            List<Integer> all = java.util.stream.IntStream.range(0, row.keys().size()).boxed().toList();
            List<Optional<List<Number>>> found = new ArrayList<>();
            for (int t = 0; t < row.terms().size(); t++) {
                int term = t;
                found.add(row.terms().get(term).map(parts -> {
                    List<Number> cell = new ArrayList<>();
                    for (int part = 0; part < parts.size(); part++) {
                        GuardedValue value = new GuardedValue(form.form(term, part, all, row.keys()), parts.get(part));
                        cell.add(numbers.computeIfAbsent(value.form().exact(), f -> new Number(value)));
                    }
                    return cell;
                }));
            }
            return found;
        }

        private void offer(List<Number> cell) {
            for (Number number : cell) {
                if (number.isOpen()) {
                    number.leaves = history.knows(number.value.form()) || isFar(number);
                }
                if (!number.leaves) {
                    return;
                }
            }
        }

        private boolean isFar(Number number) {
            if (approved.isPresent()) {
                approved.get().met().addAll(history.close(number.value, k, completes(number), MOST_SHOWN));
                history.parts(number.value).ifPresent(approved.get().met()::add);
            } else if (form.keys() > MOST_KEYS || history.size() >= mostValues) {
                number.finding = Optional.of(new Finding.NotLookedAt());
            } else {
                number.finding = history.tooClose(number.value, k, completes(number)).<Finding>map(close -> close).or(() -> history.parts(number.value));
            }
            number.refused = number.finding.isPresent();
            if (!number.refused) {
                number.entry = Optional.of(history.enter(number.value));
            }
            return !number.refused;
        }

        private static History.Exempt completes(Number number) {
            return (sight, a, b) -> number.columns.stream().anyMatch(column -> column.completes(number, sight, a, b));
        }

        /** Of a cell that stays. */
        private static Finding finding(List<Number> cell) {
            return cell.stream().flatMap(number -> number.finding.stream()).findFirst().orElseThrow();
        }

        private static boolean leaves(List<Number> cell) {
            return cell.stream().allMatch(number -> number.leaves);
        }

        /** Numbers of cells that another of their numbers keeps back. */
        private void withdrawUnused() {
            LinkedHashSet<Number> used = new LinkedHashSet<>();
            cells.forEach(row -> row.forEach(cell -> cell.filter(Decision::leaves).ifPresent(used::addAll)));
            numbers.values().stream().filter(number -> number.leaves && !used.contains(number)).forEach(this::withdraw);
        }

        private void withdraw(Number number) {
            number.leaves = false;
            number.refused = true;
            number.entry.ifPresent(entry -> history.withdraw(List.of(entry)));
            number.entry = Optional.empty();
        }

        private void columns() {
            int terms = rows.isEmpty() || form.keys() > MOST_KEYS ? 0 : rows.get(0).terms().size();
            for (int term = 0; term < terms; term++) {
                for (int part = 0; form.adds(term) && part < parts(term); part++) {
                    int at = term;
                    int which = part;
                    Map<Integer, Number> column = new LinkedHashMap<>();
                    for (int row = 0; row < rows.size(); row++) {
                        Optional<List<Number>> cell = cells.get(row).get(term);
                        if (cell.isPresent()) {
                            column.put(row, cell.get().get(part));
                        }
                    }
                    if (column.size() > 1) {
                        Column made = columns.computeIfAbsent(column, members -> new Column(at, which, members));
                        column.values().forEach(number -> number.columns.add(made));
                    }
                }
            }
        }

        private int parts(int term) {
            return cells.stream().flatMap(row -> row.get(term).stream()).findFirst().map(List::size).orElse(0);
        }

        private void sums() {
            List<Column> open = new ArrayList<>(columns.values());
            while (!open.isEmpty()) {
                Column column = open.remove(0);
                Optional<Number> culprit = column.sum();
                while (culprit.isPresent()) {
                    Number gone = culprit.get();
                    gone.finding = column.tooClose.map(Finding.Close::ofSum);
                    withdraw(gone);
                    columns.values().stream().filter(each -> each.lose(gone) && each != column && !open.contains(each)).forEach(open::add);
                    culprit = column.sum();
                }
            }
        }

        /** What leaves, one number after the other, against everything that could be worked out with it. */
        private void solve() {
            LinkedHashSet<Number> waiting = new LinkedHashSet<>(numbers.values());
            waiting.removeIf(number -> number.entry.isEmpty() || !number.value.form().isCount());
            if (waiting.size() > MOST_SOLVED) {
                return;
            }
            Set<String> wholes = new HashSet<>();
            for (Number number : List.copyOf(waiting)) {
                // Seen whole, what differs by missing values alone is one number.
                boolean isNew = number.leaves && !number.knownWhole && !wholes.contains(number.value.form(Sight.WHOLE)) && number.columns.stream().noneMatch(column -> column.determines(number, waiting));
                waiting.remove(number);
                Optional<Finding> found = isNew ? history.solves(number.value, k).map(Finding.class::cast) : Optional.empty();
                if (approved.isPresent()) {
                    found.ifPresent(approved.get().met()::add);
                    number.entry = Optional.of(new History.Entry(number.value));
                } else if (found.isPresent()) {
                    number.finding = found;
                    withdraw(number);
                    columns.values().forEach(column -> column.lose(number));
                    sums();
                }
                if (isNew && number.leaves && approved.isEmpty()) {
                    number.entry = Optional.of(history.solve(number.value));
                }
                if (number.leaves) {
                    wholes.add(number.value.form(Sight.WHOLE));
                }
            }
        }

        /** One term's number in every row that would leave. */
        private final class Column {
            private final int term;
            private final int part;
            private final Map<Integer, Number> members;
            private final Margins margins;
            private final List<Margins.Margin> open;
            private final List<Sum> sums = new ArrayList<>();
            private final LinkedHashSet<Object> seen = new LinkedHashSet<>();
            /** Of the sum that was looked at last. */
            private Optional<Finding.Close> tooClose = Optional.empty();
            /** Margins that the form makes the sum of their rows, and that left before. */
            private final List<Known> known = new ArrayList<>();

            Column(int term, int part, Map<Integer, Number> members) {
                this.term = term;
                this.part = part;
                this.members = members;
                this.margins = new Margins(form);
                members.keySet().forEach(row -> margins.member(row, rows.get(row).keys()));
                this.open = new ArrayList<>(margins.all());
                for (Margins.Margin margin : open) {
                    if (margin.complete()) {
                        NumberForm whole = form.form(term, part, margin.keys(), margin.values());
                        if (isKnown(Sight.WHOLE, whole) || isKnown(Sight.EXACT, whole)) {
                            known.add(new Known(whole, margin.members().stream().map(members::get).toList()));
                        }
                    }
                }
            }

            /**
             * Whether a number and two that left are, by the form, a closed list and its sum: what is then missing from the list is
             * tested as a sum of what is left of it.
             */
            boolean completes(Number number, Sight sight, int a, int b) {
                return known.stream().anyMatch(whole -> whole.of().contains(number)
                        && (is(sight, whole.form(), a) && isOneOf(sight, whole.of(), b) || is(sight, whole.form(), b) && isOneOf(sight, whole.of(), a)));
            }

            /** Whether, by the form, a number is what is left of a sum that left when others are taken away that did: it tells nothing new. */
            boolean determines(Number number, Set<Number> waiting) {
                return known.stream().anyMatch(whole -> whole.of().contains(number)
                        && whole.of().stream().allMatch(other -> other == number || other.leaves && !waiting.contains(other)));
            }

            private boolean isKnown(Sight sight, NumberForm number) {
                return history.id(sight, number.of(sight)).isPresent();
            }

            private boolean is(Sight sight, NumberForm number, int id) {
                return history.id(sight, number.of(sight)).filter(each -> each == id).isPresent();
            }

            private boolean isOneOf(Sight sight, List<Number> numbers, int id) {
                return numbers.stream().anyMatch(number -> is(sight, number.value.form(), id));
            }

            /** Sums up what is open; stops at a sum that is too close, with the number that must stay. */
            Optional<Number> sum() {
                while (!open.isEmpty()) {
                    Margins.Margin margin = open.get(open.size() - 1);
                    List<Number> of = margin.members().stream().map(members::get).filter(number -> number.leaves).toList();
                    boolean whole = of.size() == margin.members().size() && margin.complete();
                    if (of.size() > 1 && (!seen.contains(of) || whole) && !enter(margin, of, whole)) {
                        Optional<Number> smallest = smallest(of);
                        if (smallest.isPresent()) {
                            return smallest;
                        }
                    }
                    seen.add(of);
                    open.remove(open.size() - 1);
                }
                return Optional.empty();
            }

            private boolean enter(Margins.Margin margin, List<Number> of, boolean whole) {
                NumberForm known = whole ? form.form(term, part, margin.keys(), margin.values()).ofSum() : new NumberForm("", formOf(Sight.WHOLE, of), formOf(Sight.EXACT, of));
                if (history.knows(known)) {
                    return true;
                }
                GuardedValue sum = new GuardedValue(known, of.stream().map(number -> number.value.basis()).reduce(Basis::plus).orElseThrow());
                List<Finding.Close> found = history.close(sum, k, (sight, a, b) -> isOwn(sight, a) && isOwn(sight, b), approved.isPresent() ? MOST_SHOWN : 1);
                if (approved.isPresent()) {
                    found.forEach(close -> approved.get().met().add(close.ofSum()));
                } else if (!found.isEmpty()) {
                    tooClose = Optional.of(found.get(0));
                    return false;
                }
                sums.add(new Sum(history.enter(sum), of));
                return true;
            }

            /** A sum of this column's numbers tells nothing that they do not, beside each other. */
            private boolean isOwn(Sight sight, int id) {
                return isOneOf(sight, members.values().stream().filter(number -> number.leaves).toList(), id)
                        || sums.stream().anyMatch(sum -> is(sight, sum.entry().value().form(), id))
                        || known.stream().anyMatch(whole -> is(sight, whole.form(), id) && whole.of().stream().allMatch(number -> number.leaves))
                        || approved.filter(each -> each.isOwn(history, sight, id)).isPresent();
            }

            /** The smallest that has not left before; none if all have. */
            private Optional<Number> smallest(List<Number> of) {
                return of.stream().filter(number -> number.entry.isPresent()).reduce((a, b) -> b.occupied() <= a.occupied() ? b : a);
            }

            /** @return whether it had the number */
            boolean lose(Number number) {
                boolean had = members.containsValue(number);
                if (had) {
                    List<Sum> gone = sums.stream().filter(sum -> sum.of().contains(number)).toList();
                    history.withdraw(gone.stream().map(Sum::entry).toList());
                    sums.removeAll(gone);
                    members.forEach((row, each) -> {
                        if (each == number) {
                            open.removeAll(margins.of(row));
                            open.addAll(margins.of(row));
                        }
                    });
                }
                return had;
            }
        }
    }

    private record Sum(History.Entry entry, List<Number> of) {}

    private record Known(NumberForm form, List<Number> of) {}

    /** The form of a sum that no shorter form tells. */
    private static String formOf(Sight sight, List<Number> of) {
        String forms = of.stream().map(number -> number.value.form(sight)).sorted().collect(Collectors.joining(" + "));
        return Digests.of(forms.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Number {
        private final GuardedValue value;
        private final LinkedHashSet<Decision.Column> columns = new LinkedHashSet<>();
        private Optional<History.Entry> entry = Optional.empty();
        private boolean leaves;
        private boolean refused;
        /** Whether a number left that is the same when seen whole. */
        private boolean knownWhole;
        private Optional<Finding> finding = Optional.empty();

        Number(GuardedValue value) {
            this.value = value;
        }

        boolean isOpen() {
            return !leaves && !refused;
        }

        int occupied() {
            return value.rests(Sight.WHOLE).occupied();
        }
    }
}
