package pt.arquipelago.catalog.service.view;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import pt.arquipelago.catalog.description.Period;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** The periods of datasets as bars over years, ready to be drawn: positions in thousandths of the width. */
public record Timeline(List<Bar> bars, List<Tick> years) {
    private static final int WIDTH = 1000;
    private static final int MOST_YEARS = 12;

    public Timeline {
        bars = List.copyOf(bars);
        years = List.copyOf(years);
    }

    public record Bar(String label, String period, long from, long length) {}

    public record Tick(int year, long at) {}

    /** Of those that say a period; empty if none does. */
    public static Timeline of(List<PublishedDataset> datasets, Words words) {
        List<PublishedDataset> dated = datasets.stream().filter(entry -> entry.description().coverage().temporal().isPresent()).toList();
        if (dated.isEmpty()) {
            return new Timeline(List.of(), List.of());
        }
        int first = dated.stream().mapToInt(entry -> period(entry).start().getYear()).min().orElseThrow();
        int last = dated.stream().mapToInt(entry -> period(entry).end().getYear()).max().orElseThrow() + 1;
        LocalDate start = LocalDate.of(first, 1, 1);
        long days = ChronoUnit.DAYS.between(start, LocalDate.of(last, 1, 1));
        int step = Math.max(1, (last - first) / MOST_YEARS);
        return new Timeline(dated.stream().map(entry -> bar(entry, start, days, words)).toList(),
                IntStream.rangeClosed(first, last).filter(year -> (year - first) % step == 0)
                        .mapToObj(year -> new Tick(year, ChronoUnit.DAYS.between(start, LocalDate.of(year, 1, 1)) * WIDTH / days)).toList());
    }

    private static Bar bar(PublishedDataset entry, LocalDate start, long days, Words words) {
        Period period = period(entry);
        long from = ChronoUnit.DAYS.between(start, period.start()) * WIDTH / days;
        long to = ChronoUnit.DAYS.between(start, period.end().plusDays(1)) * WIDTH / days;
        return new Bar(words.get(entry.description().parties().custodian().name()) + " · " + words.get(entry.description().texts().title()),
                period.start() + " – " + period.end(), from, Math.max(2, to - from));
    }

    private static Period period(PublishedDataset entry) {
        return entry.description().coverage().temporal().orElseThrow();
    }
}
