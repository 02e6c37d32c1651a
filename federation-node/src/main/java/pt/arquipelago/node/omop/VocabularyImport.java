package pt.arquipelago.node.omop;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.Sql;
import pt.arquipelago.node.lake.AtomicFile;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.settings.OperatorException;

/** Takes an institution's own download of the vocabularies into its lake: all of it or, if something is wrong, nothing. */
public final class VocabularyImport {
    /** The others may be left out. */
    private static final Set<String> REQUIRED = Set.of("concept", "vocabulary", "concept_relationship", "concept_ancestor");

    private final Path root;
    private final String memory;
    private final Clock clock;
    private final PrintStream progress;
    private final Cdm cdm = Cdm.read();

    public VocabularyImport(Path root, String memory, Clock clock, PrintStream progress) {
        this.root = requireNonNull(root, "root is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.progress = requireNonNull(progress, "progress is null");
    }

    /** @param download the folder into which Athena's archive was unpacked */
    public VocabularyReport load(Path download) {
        Map<String, Path> files = files(download);
        Map<String, VocabularyFile> tables = new LinkedHashMap<>();
        files.forEach((table, file) -> tables.put(table, VocabularyFile.of(file, cdm.fields(table))));
        progress.println("reading what the files are");
        String digest = digest(files);
        try (LakeWriter lake = LakeWriter.open(root, clock)) {
            boolean known = Vocabularies.current(root).filter(current -> current.digest().equals(digest)).isPresent();
            Vocabularies loaded = known ? Vocabularies.current(root).orElseThrow() : new Vocabularies(lake.stage("vocabularies"), digest);
            try (Engine engine = Engine.forLake(memory, lake.stage("spill"))) {
                if (!known) {
                    for (Map.Entry<String, VocabularyFile> table : tables.entrySet()) {
                        progress.println(table.getKey() + ": reading");
                        read(engine, loaded, table.getKey(), table.getValue());
                    }
                }
                loaded.create(engine);
                VocabularyReport report = VocabularyReport.of(engine, loaded, known);
                if (!known) {
                    publish(loaded);
                }
                return report;
            } catch (SQLException e) {
                throw Engine.failure("The vocabularies could not be read, and the lake's are as they were", e);
            } catch (IOException e) {
                throw new LakeException("the vocabularies cannot be written to " + Vocabularies.all(root), e);
            }
        }
    }

    private static Map<String, Path> files(Path download) {
        List<Path> found;
        try (Stream<Path> listed = Files.list(download)) {
            found = listed.toList();
        } catch (IOException e) {
            throw new OperatorException("The folder " + download + " cannot be read. Name the folder into which Athena's download was unpacked.");
        }
        Map<String, Path> files = new LinkedHashMap<>();
        for (String table : Cdm.VOCABULARY) {
            found.stream().filter(path -> path.getFileName().toString().toLowerCase(Locale.ROOT).equals(table + ".csv")).findFirst().ifPresent(path -> files.put(table, path));
        }
        List<String> missing = REQUIRED.stream().filter(table -> !files.containsKey(table)).map(table -> table.toUpperCase(Locale.ROOT) + ".csv").sorted().toList();
        if (!missing.isEmpty()) {
            throw new OperatorException("The folder " + download + " lacks " + String.join(", ", missing) + ". Unpack the whole of Athena's download there.");
        }
        return files;
    }

    private void read(Engine engine, Vocabularies loaded, String table, VocabularyFile file) throws SQLException {
        Path to = loaded.file(table);
        try {
            engine.execute("COPY (" + file.select() + ") TO " + Sql.text(to.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw file.wrong().<RuntimeException>map(VocabularyImport::asItWas).orElseGet(() -> Engine.failure("The file of " + table + " could not be read, and the lake's vocabularies are as they were", e));
        }
        String source = "read_parquet(" + Sql.text(to.toString()) + ")";
        String required = cdm.fields(table).stream().filter(CdmField::required).map(field -> Sql.name(field.name()) + " IS NULL").collect(Collectors.joining(" OR "));
        if (engine.number("SELECT count_if(" + required + ") FROM " + source) > 0) {
            throw asItWas(file.wrong().orElse("The file of " + table + " lacks values that the model requires."));
        }
        Optional<String> key = cdm.fields(table).stream().filter(CdmField::isKey).map(CdmField::name).findFirst();
        if (key.isPresent() && engine.number("SELECT count(*) - count(DISTINCT " + key.get() + ") FROM " + source) > 0) {
            throw asItWas("The file of " + table + " has a " + key.get() + " twice.");
        }
    }

    private static OperatorException asItWas(String wrong) {
        return new OperatorException(wrong + " Nothing was imported: download it again, or unpack it again.");
    }

    /** The download that counted before is deleted: tables that were made with it keep what they are. */
    private void publish(Vocabularies loaded) throws IOException {
        Path target = Vocabularies.all(root).resolve(loaded.digest());
        Files.createDirectories(Vocabularies.all(root));
        delete(target);
        Files.move(loaded.folder(), target, StandardCopyOption.ATOMIC_MOVE);
        Optional<Vocabularies> before = Vocabularies.current(root);
        AtomicFile.write(Vocabularies.currentFile(root), (loaded.digest() + "\n").getBytes(StandardCharsets.US_ASCII));
        if (before.isPresent()) {
            delete(before.get().folder());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static String digest(Map<String, Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, Path> file : files.entrySet()) {
                digest.update((file.getKey() + " " + Files.size(file.getValue()) + "\n").getBytes(StandardCharsets.UTF_8));
                try (InputStream in = new DigestInputStream(Files.newInputStream(file.getValue()), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        } catch (IOException e) {
            throw new OperatorException("The files of the download cannot be read. Check their permissions.");
        }
    }
}
