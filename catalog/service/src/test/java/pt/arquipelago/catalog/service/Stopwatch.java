package pt.arquipelago.catalog.service;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Wall time, and beside it processor time of the whole process, which other processes do not change; written as rows of a table. */
final class Stopwatch {
    private static final String ROW = "| %-58s | %10s | %10s | %10s | %10s |%n";

    private final long start = System.nanoTime();
    private final long processor = processor();

    interface Step {
        void run(int i) throws Exception;
    }

    static void head() {
        System.out.printf(ROW, "what", "median", "95 % under", "processor", "wanted");
        System.out.printf(ROW, "---", "---", "---", "---", "---");
    }

    /** @return what is written: the time it took */
    String once(String what, String wanted) {
        String time = seconds(System.nanoTime() - start);
        System.out.printf(ROW, what, time, "", seconds(processor() - processor), wanted);
        return time;
    }

    /**
     * After a fifth as many steps that are not counted.
     *
     * @return what is written: the median
     */
    static String repeat(String what, String wanted, int times, Step step) throws Exception {
        for (int i = 0; i < times / 5; i++) {
            step.run(i);
        }
        long[] nanos = new long[times];
        long processor = processor();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            step.run(i);
            nanos[i] = System.nanoTime() - start;
        }
        long each = (processor() - processor) / times;
        Arrays.sort(nanos);
        String median = millis(nanos[times / 2]);
        System.out.printf(ROW, what, median, millis(nanos[times * 95 / 100]), millis(each), wanted);
        return median;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
