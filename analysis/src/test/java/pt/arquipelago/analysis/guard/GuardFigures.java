package pt.arquipelago.analysis.guard;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** How long the guard takes beside a full history, in processor time of one thread, and what the history takes of the heap: {@code main}, no test. */
final class GuardFigures {

    private GuardFigures() {}

    /** @param arguments how many numbers left before (5,000) */
    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
        List<Fingerprint> prints = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            prints.add(print(random, i % 3 == 0 ? 12 + random.nextInt(40) : 5_000));
        }
        List<byte[]> kept = prints.stream().map(Fingerprint::toBytes).toList();
        System.out.printf("%,d released numbers: %,d bytes%n", count, kept.stream().mapToLong(bytes -> bytes.length).sum());
        measure(kept, random, false);
        measure(kept, random, true);
    }

    /** @param missing whether one term in three counts only where a value is there: then every number is looked at twice */
    private static void measure(List<byte[]> kept, Random random, boolean missing) {
        System.out.println(missing ? "with a term of values that may be missing" : "without missing values");
        for (int round = 0; round < 4; round++) {
            long empty = heap();
            long opening = cpu();
            History opened = new History();
            kept.forEach(bytes -> opened.enter(new GuardedValue(new NumberForm("term " + opened.size() % 3, "f" + opened.size(), "f" + opened.size()), Basis.of(Fingerprint.fromBytes(bytes)))));
            opening = cpu() - opening;
            long open = heap() - empty;
            List<GuardedRow> rows = rows(random, missing);
            long deciding = cpu();
            Guard.Verdict verdict = new Guard(opened, 40_000).decide(new Open(missing), rows, 10);
            deciding = cpu() - deciding;
            System.out.printf("opened in %d ms, %.1f MB; a table of 100 rows and 3 terms decided in %d ms of processor time, %d numbers and sums entered, %.1f MB%n", opening / 1_000_000, open / 1e6,
                    deciding / 1_000_000, verdict.entered().size(), (heap() - empty) / 1e6);
            Reference.reachabilityFence(opened);
            Reference.reachabilityFence(rows);
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<GuardedRow> rows(Random random, boolean missing) {
        List<GuardedRow> rows = new ArrayList<>();
        for (long a = 0; a < 10; a++) {
            for (long b = 0; b < 10; b++) {
                List<Optional<List<Basis>>> terms = new ArrayList<>();
                for (int t = 0; t < 3; t++) {
                    Fingerprint whole = print(random, b == 9 ? 30 : 3_000);
                    terms.add(Optional.of(List.of(missing && t == 2 ? new Basis(whole.plus(print(random, 200)), whole) : Basis.of(whole))));
                }
                rows.add(new GuardedRow(List.of(a, b), terms));
            }
        }
        return rows;
    }

    private static Fingerprint print(Random random, int persons) {
        long[] cells = new long[Fingerprint.CELLS];
        for (int i = 0; i < persons; i++) {
            cells[random.nextInt(Fingerprint.CELLS)] += random.nextLong();
        }
        return Fingerprint.of(cells);
    }

    private record Open(boolean missing) implements TableForm {
        @Override
        public int keys() {
            return 2;
        }

        @Override
        public Optional<Set<Object>> closed(int key) {
            return Optional.empty();
        }

        @Override
        public NumberForm form(int term, int part, List<Integer> keys, List<Object> values) {
            String form = term + " " + part + " " + keys + " " + Arrays.toString(values.toArray());
            return new NumberForm("term " + term, form, missing && term == 2 ? form + " that is there" : form);
        }

        @Override
        public boolean adds(int term) {
            return true;
        }
    }
}
