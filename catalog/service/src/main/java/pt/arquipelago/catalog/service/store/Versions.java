package pt.arquipelago.catalog.service.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import pt.arquipelago.catalog.description.DatasetKey;

/** Each description ever taken, as it came: one compressed file of N-Triples a version. Kept beside the store, so that queries see only what holds now. */
final class Versions {
    private final Path folder;

    Versions(Path folder) {
        this.folder = folder;
    }

    void keep(DatasetKey key, int version, Model graph) {
        Path file = file(key, version);
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(version + ".new");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(next))) {
                RDFDataMgr.write(out, graph, Lang.NTRIPLES);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    Optional<Model> read(DatasetKey key, int version) {
        Path file = file(key, version);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Model graph = ModelFactory.createDefaultModel();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            RDFDataMgr.read(graph, in, Lang.NTRIPLES);
            return Optional.of(graph);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private Path file(DatasetKey key, int version) {
        return folder.resolve(key.node()).resolve(key.table()).resolve(version + ".nt.gz");
    }
}
