package pt.arquipelago.node.ingest;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Rows by day: so many that a table has few days and many rows. */
record Days(NavigableMap<LocalDate, Long> rows) {
    static final Days NONE = new Days(new TreeMap<>());

    long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first day up to which at least the share (0 to 1) of the rows lies; empty without rows. */
    Optional<LocalDate> upTo(double share) {
        return reached(rows, share);
    }

    /** The last day from which on at least the share (0 to 1) of the rows lies; empty without rows. */
    Optional<LocalDate> from(double share) {
        return reached(rows.descendingMap(), share);
    }

    private Optional<LocalDate> reached(Map<LocalDate, Long> inOrder, double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total()));
        long sum = 0;
        for (Map.Entry<LocalDate, Long> day : inOrder.entrySet()) {
            sum += day.getValue();
            if (sum >= wanted) {
                return Optional.of(day.getKey());
            }
        }
        return Optional.empty();
    }

    /** Rows with a day from {@code first} on and before {@code end}. */
    long between(LocalDate first, LocalDate end) {
        return rows.subMap(first, end).values().stream().mapToLong(Long::longValue).sum();
    }
}
