package pt.arquipelago.catalog.service;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Wall time, and beside it processor time of the whole process, which other processes do not change. */
final class Stopwatch {
    private final long start = System.nanoTime();
    private final long processor = processor();

    interface Step {
        void run(int i) throws Exception;
    }

    void once(String what) {
        System.out.printf("%-60s %8.1f s, processor %8.1f s%n", what, (System.nanoTime() - start) / 1e9, (processor() - processor) / 1e9);
    }

    /** After a fifth as many steps that are not counted. */
    static void repeat(String what, int times, Step step) throws Exception {
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
        double each = (processor() - processor) / 1e6 / times;
        Arrays.sort(nanos);
        System.out.printf("%-60s median %8.1f ms, 95 %% under %8.1f ms, processor %8.1f ms each%n", what, nanos[times / 2] / 1e6, nanos[times * 95 / 100] / 1e6, each);
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
