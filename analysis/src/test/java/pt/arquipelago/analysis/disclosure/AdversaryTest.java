package pt.arquipelago.analysis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.query;
import static pt.arquipelago.analysis.Questions.records;
import static pt.arquipelago.analysis.Questions.recordsWhere;
import static pt.arquipelago.analysis.Questions.sum;
import static pt.arquipelago.analysis.Questions.sumWhere;
import static pt.arquipelago.analysis.Questions.t;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.ProtectedSupport;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/**
 * What can be worked out of one released table with linear algebra: under all rules nothing of fewer than k persons. With one rule left
 * out, some table gives something away, so that each rule is seen to work. Everybody's visits cost something: whether a difference of
 * two sums rests on few who add anything to it is for the guard, which compares contributions.
 */
class AdversaryTest {
    private static final int K = 4;
    private static final int PROFESSIONALS = 2;
    private static final Thresholds THRESHOLDS = new Thresholds(K, Map.of(Thresholds.PROFESSIONAL, PROFESSIONALS));
    /** What the two conditions tell apart: neither, the first, the second, both. */
    private static final int PARTS = 4;

    private record Visit(String district, String illness, int person, int doctor, boolean smokes, boolean old, long cost) {
        int part() {
            return (smokes ? 1 : 0) + (old ? 2 : 0);
        }
    }

    /** A term of the question and what it means. */
    private record Asked(Term term, Predicate<Visit> condition) {
        boolean adds() {
            return term.kind() == Kind.SUM;
        }

        long amount(Visit visit) {
            return adds() ? visit.cost : 1;
        }

        boolean[] parts() {
            boolean[] parts = new boolean[PARTS];
            for (int i = 0; i < PARTS; i++) {
                parts[i] = condition.test(new Visit("", "", 0, 0, (i & 1) == 1, (i & 2) == 2, 0));
            }
            return parts;
        }
    }

    private static final List<Asked> ASKED = List.of(new Asked(records(), v -> true), new Asked(recordsWhere("smokes"), v -> v.smokes),
            new Asked(recordsWhere("old"), v -> v.old), new Asked(sum("cost", ValueType.BIGINT), v -> true),
            new Asked(sumWhere("cost", ValueType.BIGINT, "smokes"), v -> v.smokes), new Asked(sumWhere("cost", ValueType.BIGINT, "old"), v -> v.old));
    private static final AggregateQuery QUERY = query(List.of(key("district", ValueType.STRING), key("illness", ValueType.STRING)),
            ASKED.stream().map(Asked::term).toList(), List.of(pt.arquipelago.analysis.Questions.measure("n", ValueType.BIGINT, t(0))));

    /** Kinds of what is given away. */
    private enum Loot { ROW, CELL, REST, PART, PROFESSIONAL, DOMINATED, CATEGORY }

    @Property(tries = 60)
    void nothingOfFewerThanKPersonsCanBeWorkedOut(@ForAll long seed) {
        List<Visit> visits = random(new Random(seed));
        assertThat(loot(visits, DisclosureControl.ALL_RULES)).isEmpty();
    }

    @Example
    void tablesAreReleasedAndNotAllSuppressed() {
        int released = 0;
        for (long seed = 0; seed < 60; seed++) {
            released += new DisclosureControl(DisclosureControl.ALL_RULES).apply(measure(random(new Random(seed))), THRESHOLDS).rows().stream()
                    .mapToInt(row -> (int) row.cells().stream().filter(cell -> cell instanceof Released).count()).sum();
        }
        assertThat(released).isGreaterThan(200);
    }

    @Example
    void eachRuleStandsBetweenTheAdversaryAndSomething() {
        Map<Class<? extends Rule>, Loot> guarded = new LinkedHashMap<>();
        guarded.put(RowsOfFew.class, Loot.ROW);
        guarded.put(CellsOfFew.class, Loot.CELL);
        guarded.put(RestsOfFew.class, Loot.REST);
        guarded.put(OtherProtectedPersons.class, Loot.PROFESSIONAL);
        guarded.put(Dominance.class, Loot.DOMINATED);
        guarded.put(FullCells.class, Loot.CATEGORY);
        // Saturation is of lines alone, and this question draws none: DisclosureAttacksTest.
        assertThat(DisclosureControl.ALL_RULES).filteredOn(rule -> !(rule instanceof Saturation)).hasSameSizeAs(guarded.keySet());
        guarded.forEach((rule, loot) -> {
            List<Rule> others = DisclosureControl.ALL_RULES.stream().filter(one -> !rule.isInstance(one)).toList();
            Set<Loot> found = new HashSet<>();
            for (long seed = 0; seed < 300 && !found.contains(loot); seed++) {
                found.addAll(loot(random(new Random(seed)), others));
            }
            assertThat(found).as("without " + rule.getSimpleName()).contains(loot);
        });
    }

    /** What of fewer than k persons a table gives away under some rules. */
    private static Set<Loot> loot(List<Visit> visits, List<Rule> rules) {
        PartialTable table = new DisclosureControl(rules).apply(measure(visits), THRESHOLDS);
        Set<Loot> loot = new HashSet<>();
        for (PartialRow row : table.rows()) {
            List<Visit> behind = visits.stream().filter(v -> List.of(v.district, v.illness).equals(row.keys())).toList();
            if (persons(behind) < K) {
                loot.add(Loot.ROW);
            }
            if (row.cells().stream().anyMatch(Released.class::isInstance)) {
                List<Visit> elsewhere = visits.stream().filter(v -> v.district.equals(row.keys().get(0)) && !v.illness.equals(row.keys().get(1))).toList();
                if (persons(elsewhere) < K) {
                    loot.add(Loot.CATEGORY);
                }
            }
            solve(row, behind, loot);
            for (int i = 0; i < ASKED.size(); i++) {
                if (row.cells().get(i) instanceof Released released) {
                    estimate(ASKED.get(i), (Long) released.value(), behind, loot);
                }
            }
        }
        return loot;
    }

    /** Numbers of records and amounts are solved for apart: no equation has both. */
    private static void solve(PartialRow row, List<Visit> behind, Set<Loot> loot) {
        for (boolean adds : new boolean[] {false, true}) {
            Adversary adversary = new Adversary(PARTS);
            for (int i = 0; i < ASKED.size(); i++) {
                if (ASKED.get(i).adds() == adds && row.cells().get(i) instanceof Released released) {
                    adversary.knows(ASKED.get(i).parts(), (Long) released.value());
                }
            }
            for (int set = 1; set < 1 << PARTS; set++) {
                int chosen = set;
                long persons = behind.stream().filter(v -> (chosen >> v.part() & 1) == 1 && (!adds || v.cost != 0)).map(Visit::person).distinct().count();
                if (persons > 0 && persons < K && adversary.pins(parts(chosen))) {
                    loot.add(Loot.PART);
                }
            }
            for (Asked asked : ASKED.stream().filter(one -> one.adds() == adds).toList()) {
                boolean[] rest = asked.parts();
                for (int i = 0; i < rest.length; i++) {
                    rest[i] = !rest[i];
                }
                List<Visit> cell = behind.stream().filter(asked.condition).filter(v -> asked.amount(v) != 0).toList();
                List<Visit> outside = behind.stream().filter(asked.condition.negate()).toList();
                if (persons(cell) < K && adversary.pins(asked.parts())) {
                    loot.add(Loot.CELL);
                }
                if (!asked.term.restEmpty() && persons(outside) < K && adversary.pins(rest)) {
                    loot.add(Loot.REST);
                }
                if (cell.stream().map(Visit::doctor).distinct().count() < PROFESSIONALS && adversary.pins(asked.parts())) {
                    loot.add(Loot.PROFESSIONAL);
                }
            }
        }
    }

    private static boolean[] parts(int set) {
        boolean[] parts = new boolean[PARTS];
        for (int i = 0; i < PARTS; i++) {
            parts[i] = (set >> i & 1) == 1;
        }
        return parts;
    }

    /**
     * Whoever reads a number guesses that it is its largest contributor's, and is off by less than half of it; or the second largest
     * contributor takes the own part away first, and is off by less than 15 %.
     */
    private static void estimate(Asked asked, long value, List<Visit> behind, Set<Loot> loot) {
        Map<Integer, Long> own = new HashMap<>();
        behind.stream().filter(asked.condition).forEach(v -> own.merge(v.person, asked.amount(v), Long::sum));
        List<Long> largest = own.values().stream().sorted(java.util.Comparator.reverseOrder()).toList();
        long second = largest.size() > 1 ? largest.get(1) : 0;
        boolean reader = 2 * (value - largest.get(0)) < value;
        boolean insider = 100 * (value - second - largest.get(0)) < 15 * value;
        if (reader || insider) {
            loot.add(Loot.DOMINATED);
        }
    }

    private static MeasuredTable measure(List<Visit> visits) {
        Map<List<Object>, List<Visit>> rows = new LinkedHashMap<>();
        visits.forEach(v -> rows.computeIfAbsent(List.of(v.district, v.illness), none -> new ArrayList<>()).add(v));
        List<MeasuredRow> measured = new ArrayList<>();
        rows.forEach((keys, behind) -> measured.add(new MeasuredRow(keys, persons(behind), ASKED.stream().map(asked -> measure(asked, behind)).toList(),
                List.of(persons(visits.stream().filter(v -> v.district.equals(keys.get(0)) && !v.illness.equals(keys.get(1))).toList())))));
        return new MeasuredTable(QUERY, measured);
    }

    private static MeasuredTerm measure(Asked asked, List<Visit> row) {
        List<Visit> met = row.stream().filter(asked.condition).toList();
        List<Visit> behind = met.stream().filter(v -> asked.amount(v) != 0).toList();
        Map<Integer, Long> own = new HashMap<>();
        met.forEach(v -> own.merge(v.person, asked.amount(v), Long::sum));
        long[] totals = Stream.concat(own.values().stream(), Stream.of(0L, 0L)).mapToLong(x -> -x).sorted().map(x -> -x).toArray();
        long total = Arrays.stream(totals).sum();
        int doctors = (int) behind.stream().map(Visit::doctor).distinct().count();
        return new MeasuredTerm(total, persons(behind), persons(row.stream().filter(asked.condition.negate()).toList()),
                List.of(new ProtectedSupport(Thresholds.PROFESSIONAL, doctors, 0)), List.of(Concentration.counted(totals[0], totals[1], total)));
    }

    private static int persons(List<Visit> visits) {
        return (int) visits.stream().map(Visit::person).distinct().count();
    }

    /** Districts of one doctor or several, of one illness or several; few or many smoke or are old; now and then somebody costs a lot. */
    private static List<Visit> random(Random random) {
        List<Visit> visits = new ArrayList<>();
        int person = 0;
        for (String district : List.of("north", "south")) {
            int doctors = 1 + random.nextInt(4);
            int illnesses = 1 + random.nextInt(3);
            int smokers = 1 + random.nextInt(12);
            int old = 1 + random.nextInt(12);
            boolean dear = random.nextInt(3) == 0;
            for (int i = random.nextInt(40); i >= 0; i--) {
                person++;
                for (int visit = random.nextInt(3); visit >= 0; visit--) {
                    long cost = 1 + random.nextInt(20) + (dear && i == 0 ? 400 : 0);
                    visits.add(new Visit(district, "illness " + Math.min(random.nextInt(illnesses), random.nextInt(3)), person, random.nextInt(doctors),
                            random.nextInt(12) < smokers, random.nextInt(12) < old, cost));
                }
            }
        }
        return visits;
    }
}
