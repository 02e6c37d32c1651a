package pt.arquipelago.node.omop;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.lake.LakeException;

/**
 * The model's vocabulary tables as the institution downloaded them: one Parquet file each, in a folder of the lake that no
 * question reads. They are no tables of persons.
 *
 * @param digest of the download's files; the folder's name
 */
record Vocabularies(Path folder, String digest) {
    private static final String FOLDER = "_vocabularies";
    private static final String CURRENT = "CURRENT";

    Vocabularies {
        requireNonNull(folder, "folder is null");
        requireNonNull(digest, "digest is null");
    }

    /** All downloads of a lake, and the file that names the one that counts. */
    static Path all(Path lake) {
        return lake.toAbsolutePath().normalize().resolve(FOLDER);
    }

    static Path currentFile(Path lake) {
        return all(lake).resolve(CURRENT);
    }

    static Optional<Vocabularies> current(Path lake) {
        try {
            String digest = Files.readString(currentFile(lake)).strip();
            return Optional.of(new Vocabularies(all(lake).resolve(digest), digest));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LakeException("the lake's vocabularies cannot be read in " + all(lake), e);
        }
    }

    boolean holds(String table) {
        return Files.exists(file(table));
    }

    Path file(String table) {
        return folder.resolve(table + ".parquet");
    }

    /** Makes the tables that are held views of the engine, under the names of the model. */
    void create(Engine engine) throws SQLException {
        for (String table : Cdm.VOCABULARY) {
            if (holds(table)) {
                engine.execute("CREATE TEMP VIEW " + table + " AS SELECT * FROM read_parquet(" + Sql.text(file(table).toString()) + ")");
            }
        }
    }
}
