package pt.arquipelago.demo.start;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where everything of a demonstration stands. A folder that holds other things is refused, so that nothing is overwritten. */
record DemoFolder(Path root) {
    static final String MARKER = "DEMO";

    DemoFolder {
        requireNonNull(root, "root is null");
    }

    /** Opens a folder of an earlier start, or marks an empty or new one. */
    static DemoFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            if (!Files.exists(root.resolve(MARKER))) {
                try (var entries = Files.list(root)) {
                    if (entries.findAny().isPresent()) {
                        throw new StepFailed(root + " holds other files", "name an empty or new folder with --dir");
                    }
                }
                Files.writeString(root.resolve(MARKER), "Synthetic data and published passwords: a demonstration of Arquipélago.\n");
            }
            Files.createDirectories(root.resolve("access-body/state"));
            Files.write(root.resolve("access-body/state").resolve(MARKER), List.of("Demonstration accounts are made here."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DemoFolder(root);
    }

    Secrets secrets() {
        return Secrets.open(root.resolve("passwords"));
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Path accessBody() {
        return root.resolve("access-body");
    }

    Path catalog() {
        return root.resolve("catalog");
    }

    /** What the process that answers questions is given. */
    Path node(Institution institution) {
        return root.resolve("nodes").resolve(institution.id());
    }

    /** What only the ingest process is given: the pseudonymisation key and the quarantine. */
    Path ingest(Institution institution) {
        return root.resolve("ingest").resolve(institution.id());
    }

    Path extracts() {
        return root.resolve("extracts");
    }

    Path extract(Institution institution, String system) {
        return extracts().resolve(institution.id()).resolve(system + ".csv");
    }

    boolean ingested(Institution institution) {
        return Files.exists(node(institution).resolve("lake/CURRENT"));
    }
}
