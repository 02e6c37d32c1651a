package pt.arquipelago.demo.generate;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Makes the extracts. A person's rows follow from the seed and the person's index alone, so pieces of the list of people
 * are made by several threads at once, a few at a time, and written down in their order: memory does not grow with the number of people,
 * the bytes do not depend on the threads, and a person seen by two institutions is the same at both.
 */
final class GenerateExtracts {

    /** What one file of an institution came to hold. */
    record Written(Institution institution, SnsSystem system, long rows, Map<BadKind, Long> bad) {
        long badRows() {
            return bad.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The sheets of a piece, and their bytes. */
    private record Piece(long end, Map<SnsSystem, Sheet> sheets, Map<SnsSystem, byte[]> packed) {
    }

    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    /** So many that what waits to be written stays small. */
    private static final int PATIENT_MONTHS_A_PIECE = 6_000;
    private static final int FEWEST_A_PIECE = 50;

    private final Settings settings;
    private final Errors errors;
    private final Format format;
    private final Progress progress;
    private final World world;
    private final Map<SnsSystem, BadRows> badRows = new EnumMap<>(SnsSystem.class);
    private final int step;
    private long rowsBefore;

    GenerateExtracts(Settings settings, Errors errors, Format format, Consumer<String> progress) {
        this.settings = requireNonNull(settings, "settings is null");
        this.errors = requireNonNull(errors, "errors is null");
        this.format = requireNonNull(format, "format is null");
        this.progress = new Progress(progress);
        world = new World(settings);
        for (SnsSystem system : SnsSystem.values()) {
            badRows.put(system, new BadRows(system, errors.dirty()));
        }
        step = Math.max(FEWEST_A_PIECE, PATIENT_MONTHS_A_PIECE / settings.months());
    }

    /** Systems of all institutions: {@code out/<node>/<system>.csv}. */
    List<Written> folders(Path out, Set<SnsSystem> systems) throws IOException {
        List<Written> all = new ArrayList<>();
        for (Institution institution : settings.institutions()) {
            Path folder = Files.createDirectories(out.resolve(institution.node()));
            Map<SnsSystem, Path> paths = new EnumMap<>(SnsSystem.class);
            systems.forEach(system -> paths.put(system, folder.resolve(format.fileName(system))));
            all.addAll(write(institution, paths, Long.MAX_VALUE));
        }
        return all;
    }

    /** One file of one system with so many rows, of the first institution. */
    Written single(SnsSystem system, Path file, long rows) throws IOException {
        return write(settings.institutions().get(0), Map.of(system, file), rows).get(0);
    }

    private List<Written> write(Institution institution, Map<SnsSystem, Path> paths, long most) throws IOException {
        Map<SnsSystem, ExtractFile> files = new EnumMap<>(SnsSystem.class);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Map.Entry<SnsSystem, Path> each : paths.entrySet()) {
                files.put(each.getKey(), new ExtractFile(each.getKey(), each.getValue(), format));
            }
            Deque<Future<Piece>> ahead = new ArrayDeque<>();
            long next = 0;
            while (next < settings.patients() || !ahead.isEmpty()) {
                while (next < settings.patients() && ahead.size() < THREADS * 2) {
                    long from = next;
                    ahead.add(threads.submit(() -> piece(institution, paths.keySet(), from, Long.MAX_VALUE)));
                    next = Math.min(settings.patients(), next + step);
                }
                if (append(institution, files, ahead.remove().get(), most)) {
                    break;
                }
            }
            return files.entrySet().stream().map(file -> new Written(institution, file.getKey(), file.getValue().rows(), file.getValue().bad())).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("extracts could not be made", e.getCause());
        } finally {
            threads.shutdownNow();
            for (ExtractFile file : files.values()) {
                rowsBefore += file.rows();
                file.close();
            }
        }
    }

    /** Whether the one file is full; the last piece is made anew, as far as there is room for it. */
    private boolean append(Institution institution, Map<SnsSystem, ExtractFile> files, Piece made, long most) throws IOException {
        Piece piece = made;
        boolean full = false;
        long rows = rowsBefore;
        for (Map.Entry<SnsSystem, ExtractFile> file : files.entrySet()) {
            long room = most - file.getValue().rows();
            if (piece.sheets().get(file.getKey()).rows() >= room) {
                full = true;
                piece = piece(institution, files.keySet(), made.end() - step, room);
            }
            file.getValue().append(piece.sheets().get(file.getKey()), piece.packed().get(file.getKey()));
            rows += file.getValue().rows();
        }
        double share = most < Long.MAX_VALUE ? rows / (double) most
                : (settings.institutions().indexOf(institution) + made.end() / (double) settings.patients()) / settings.institutions().size();
        progress.at(rows, Math.min(1, share));
        return full;
    }

    private Piece piece(Institution institution, Set<SnsSystem> systems, long from, long most) {
        Map<SnsSystem, Sheet> sheets = new EnumMap<>(SnsSystem.class);
        for (SnsSystem system : systems) {
            Draw draw = Draw.of(settings.seed(), 100 + system.ordinal(), from * 8 + institution.digit());
            sheets.put(system, new Sheet(format, errors, badRows.get(system), draw, most));
        }
        Records records = new Records(world, institution, sheets);
        long to = Math.min(settings.patients(), from + step);
        for (long index = from; index < to; index++) {
            if (world.patients().sees(institution, index)) {
                records.write(world.patients().patient(index), world.patients().home(index) == institution);
            }
        }
        records.professionals(from, to == settings.patients() ? Long.MAX_VALUE : to);
        Map<SnsSystem, byte[]> packed = new EnumMap<>(SnsSystem.class);
        sheets.forEach((system, sheet) -> packed.put(system, sheet.packed()));
        return new Piece(from + step, sheets, packed);
    }
}
