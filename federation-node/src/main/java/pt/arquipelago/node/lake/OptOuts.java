package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who opted out of secondary use (Art 71), and when: one file for each epoch of pseudonyms, {@code _opt_outs/0.tsv}, so that
 * nothing connects the pseudonyms of two epochs. The rows of such persons stay in the tables; who reads for a permit
 * leaves out those who had opted out when it was issued.
 *
 * <p>Changing it is for whoever holds the lake's lock, {@link LakeWriter}.
 */
public final class OptOuts implements BoundToPersons {
    private final Path folder;

    OptOuts(Path root) {
        this.folder = root.resolve("_opt_outs");
    }

    /**
     * From one moment on a person's data are not for secondary use; until another, if the person changed their mind.
     *
     * @param until permits issued from then on see the person again
     */
    private record Entry(long person, Instant from, Optional<Instant> until) {
        boolean standsAt(Instant moment) {
            return !from.isAfter(moment) && until.map(moment::isBefore).orElse(true);
        }

        boolean isOpen() {
            return until.isEmpty();
        }

        String line() {
            return person + "\t" + from + "\t" + until.map(Instant::toString).orElse("");
        }

        static Entry parse(String line) {
            String[] cells = line.split("\t", -1);
            return new Entry(Long.parseLong(cells[0]), Instant.parse(cells[1]), cells[2].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(cells[2])));
        }
    }

    /** The persons, as pseudonyms of an epoch, who had opted out at a moment. */
    public Set<Long> at(int epoch, Instant moment) {
        return read(epoch).stream().filter(entry -> entry.standsAt(moment)).map(Entry::person).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Opts persons out, unless they are already.
     *
     * @param persons for each person, the pseudonyms of all epochs, the first epoch's first
     * @return how many of them were not opted out before
     */
    public int optOut(List<long[]> persons, Instant from) {
        int changed = 0;
        for (int epoch = 0; epoch < epochs(persons); epoch++) {
            List<Entry> entries = read(epoch);
            Set<Long> open = entries.stream().filter(Entry::isOpen).map(Entry::person).collect(Collectors.toSet());
            int before = entries.size();
            for (long[] person : persons) {
                if (open.add(person[epoch])) {
                    entries.add(new Entry(person[epoch], requireNonNull(from, "from is null"), Optional.empty()));
                }
            }
            changed = entries.size() - before;
            write(epoch, entries);
        }
        return changed;
    }

    /** Ends the opt-out of persons; returns how many of them had opted out. */
    public int optIn(List<long[]> persons, Instant from) {
        int changed = 0;
        for (int epoch = 0; epoch < epochs(persons); epoch++) {
            Set<Long> back = new HashSet<>();
            for (long[] person : persons) {
                back.add(person[epoch]);
            }
            changed = 0;
            List<Entry> entries = new ArrayList<>();
            for (Entry entry : read(epoch)) {
                boolean ends = entry.isOpen() && back.contains(entry.person());
                changed += ends ? 1 : 0;
                entries.add(ends ? new Entry(entry.person(), entry.from(), Optional.of(from)) : entry);
            }
            write(epoch, entries);
        }
        return changed;
    }

    @Override
    public void intoEpoch(int epoch, LongUnaryOperator next) {
        List<Entry> moved = read(epoch - 1).stream()
                .map(entry -> new Entry(next.applyAsLong(entry.person()), entry.from(), entry.until())).collect(Collectors.toCollection(ArrayList::new));
        write(epoch, moved);
    }

    @Override
    public void forget(Set<Long> pseudonyms) {
        for (int epoch = 0; Files.exists(file(epoch)); epoch++) {
            List<Entry> entries = read(epoch);
            if (entries.removeIf(entry -> pseudonyms.contains(entry.person()))) {
                write(epoch, entries);
            }
        }
    }

    @Override
    public String toString() {
        return "opt-outs";
    }

    private static int epochs(List<long[]> persons) {
        return persons.isEmpty() ? 0 : persons.get(0).length;
    }

    private List<Entry> read(int epoch) {
        if (!Files.exists(file(epoch))) {
            return new ArrayList<>();
        }
        try (Stream<String> lines = Files.lines(file(epoch), StandardCharsets.US_ASCII)) {
            return lines.map(Entry::parse).collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException | RuntimeException e) {
            throw new LakeException("the registry of opt-outs cannot be read");
        }
    }

    /** Sorted, so that places in two files say nothing. */
    private void write(int epoch, List<Entry> entries) {
        entries.sort(Comparator.comparingLong(Entry::person).thenComparing(Entry::from));
        String text = entries.stream().map(entry -> entry.line() + "\n").collect(Collectors.joining());
        try {
            AtomicFile.write(file(epoch), text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new LakeException("the registry of opt-outs cannot be written", e);
        }
    }

    private Path file(int epoch) {
        return folder.resolve(epoch + ".tsv");
    }
}
