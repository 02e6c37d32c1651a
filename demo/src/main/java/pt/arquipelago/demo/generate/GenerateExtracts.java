package pt.arquipelago.demo.generate;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import pt.arquipelago.pseudonymisation.generalise.Territory;

/**
 * Makes the extracts, person after person, in memory that does not grow with their number: a person's rows follow from
 * the seed and the person's index alone, so three institutions are written at once and a person seen by two is the same at both.
 */
final class GenerateExtracts {

    /** What one file of an institution came to hold. */
    record Written(Institution institution, SnsSystem system, ExtractFile.Figures figures) {
    }

    private final Settings settings;
    private final Consumer<String> progress;
    private final Patients patients;
    private final Seasons seasons;
    private final Formulary formulary = new Formulary();
    private final MedicineChoice choice = new MedicineChoice(formulary.medicines());

    GenerateExtracts(Settings settings, Consumer<String> progress) {
        this.settings = requireNonNull(settings, "settings is null");
        this.progress = requireNonNull(progress, "progress is null");
        patients = new Patients(settings, Territory.portugal());
        seasons = new Seasons(settings);
    }

    /** All systems of all institutions: {@code out/<node>/<system>.csv}. */
    List<Written> folders(Path out) throws IOException {
        ExecutorService writers = Executors.newFixedThreadPool(Math.min(Institution.values().length, Runtime.getRuntime().availableProcessors()));
        try {
            Map<Institution, Future<List<Written>>> running = new EnumMap<>(Institution.class);
            for (Institution institution : Institution.values()) {
                running.put(institution, writers.submit(() -> folder(institution, out)));
            }
            List<Written> all = new ArrayList<>();
            for (Future<List<Written>> each : running.values()) {
                all.addAll(each.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("an institution's extracts could not be written", e.getCause());
        } finally {
            writers.shutdownNow();
        }
    }

    /** One file of one system with so many rows. */
    Written single(SnsSystem system, Path file, long rows) throws IOException {
        Institution institution = Institution.SAO_JOAO;
        try (Extract extract = Extract.single(system, file, rows, institution, settings)) {
            Rows writer = new Rows(institution, extract);
            ExtractFile target = extract.file(system).orElseThrow();
            for (long index = 0; !target.full() && index < settings.patients(); index++) {
                writer.write(patients.patient(index), true);
                if (index % 10_000 == 9_999) {
                    progress.accept(target.figures().rows() + " of " + rows + " rows");
                }
            }
            return new Written(institution, system, target.figures());
        }
    }

    private List<Written> folder(Institution institution, Path out) throws IOException {
        try (Extract extract = Extract.folder(out.resolve(institution.node()), institution, settings)) {
            Rows writer = new Rows(institution, extract);
            long step = Math.max(1, settings.patients() / 4);
            for (long index = 0; index < settings.patients(); index++) {
                if (patients.sees(institution, index)) {
                    writer.write(patients.patient(index), patients.home(index) == institution);
                }
                if (index % step == step - 1) {
                    progress.accept(institution.node() + ": " + 100 * (index + 1) / settings.patients() + " %");
                }
            }
            List<Written> written = new ArrayList<>();
            for (SnsSystem system : extract.systems()) {
                written.add(new Written(institution, system, extract.file(system).orElseThrow().figures()));
            }
            return written;
        }
    }

    /** Everything that one institution has about a patient. */
    private final class Rows {
        private final Extract extract;
        private final RegistryRow registry;
        private final Prescriptions prescriptions;
        private final SickLeaves sickLeaves;

        Rows(Institution institution, Extract extract) {
            this.extract = extract;
            registry = new RegistryRow(settings, institution);
            prescriptions = new Prescriptions(settings, institution, seasons, formulary, choice);
            sickLeaves = new SickLeaves(settings, institution, seasons, patients);
        }

        void write(Patient patient, boolean atHome) throws IOException {
            if (extract.file(SnsSystem.RNU).isPresent()) {
                registry.write(patient, extract.file(SnsSystem.RNU).get());
            }
            prescriptions.write(patient, atHome, extract);
            if (extract.file(SnsSystem.CIT).isPresent()) {
                sickLeaves.write(patient, atHome, extract.file(SnsSystem.CIT).get());
            }
        }
    }
}
