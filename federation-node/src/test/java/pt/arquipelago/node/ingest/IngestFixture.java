package pt.arquipelago.node.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.TableSnapshot;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.pseudonym.Pseudonymiser;

/** A node's folder with an empty lake, on 20 January 2026. */
public final class IngestFixture {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-20T12:00:00Z"), ZoneOffset.UTC);
    public static final NodeKey KEY = NodeKey.generate(new SecureRandom());
    public static final KeyedDomain DOMAIN = KeyedDomain.of("test", List.of(KEY));
    public static final Pseudonymiser PSEUDONYMISER = DOMAIN.pseudonymiser();

    final Path root;
    final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private final double maxRejected;

    public IngestFixture(Path root, double maxRejected) {
        this.root = root;
        this.maxRejected = maxRejected;
    }

    public Profile profile(String... lines) {
        return ProfileReader.read(write("profile.yaml", String.join("\n", lines)));
    }

    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] bytes) {
        try {
            Path file = root.resolve("extracts").resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Outcome load(Profile profile, Path... files) {
        return load(List.of(new Extract(profile, Arrays.asList(files))));
    }

    public Outcome load(List<Extract> extracts) {
        return load(DOMAIN, extracts);
    }

    Outcome load(KeyedDomain domain, List<Extract> extracts) {
        IngestSettings settings = settings(root, maxRejected);
        return new Ingest(settings, domain, CLOCK, new PrintStream(progress, true, StandardCharsets.UTF_8)).load(extracts);
    }

    static IngestSettings settings(Path root, double maxRejected) {
        return new IngestSettings("uls-teste", "test", root.resolve("node").resolve("lake"), root.resolve("node").resolve("quarantine"),
                KeySetting.ofKeystore(root.resolve("none.p12"), "NONE"), List.of(), maxRejected, true, "512MB");
    }

    /** All that the node itself writes. */
    public Path node() {
        return root.resolve("node");
    }

    public Lake lake() {
        return Lake.open(node().resolve("lake"));
    }

    /** A folder with all that is in it. */
    public static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            Files.createDirectories(to);
            for (Path path : paths.filter(each -> !each.equals(from)).toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TableSnapshot table(String name) {
        return lake().currentSnapshot(name).orElseThrow();
    }

    /** Rows of a table of the newest version, which may have a WHERE behind its name, as {@code a|b|NULL}. */
    public List<String> rows(String table, String select) {
        String[] condition = table.split(" WHERE ", 2);
        String files = table(condition[0]).files().stream().map(file -> "'" + file + "'").collect(Collectors.joining(","));
        List<String> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery("SELECT " + select + " FROM read_parquet([" + files + "])" + (condition.length > 1 ? " WHERE " + condition[1] : "") + " ORDER BY ALL")) {
                while (result.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        cells.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join("|", cells));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** What the quarantine shows of values. */
    List<String> shapes() {
        try (Stream<Path> files = Files.list(node().resolve("quarantine"))) {
            List<String> all = new ArrayList<>();
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    all.add(new com.fasterxml.jackson.databind.ObjectMapper().readTree(line).path("shape").asText());
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The quarantine as {@code line column reason}, with {@code :name} where a rule has one. */
    List<String> quarantined() {
        try (Stream<Path> files = Files.list(node().resolve("quarantine"))) {
            List<String> all = new ArrayList<>();
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(line);
                    all.add(json.get("line").asLong() + " " + json.path("column").asText("-") + " " + json.get("reason").asText()
                            + (json.has("rule") ? ":" + json.get("rule").asText() : ""));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
