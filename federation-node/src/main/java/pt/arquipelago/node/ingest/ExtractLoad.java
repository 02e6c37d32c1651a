package pt.arquipelago.node.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.node.profile.Profile;

/** One file of an extract on its way into staged Parquet: good rows in one pass, the others found in a second. */
final class ExtractLoad {
    private final Engine engine;
    private final Profile profile;
    private final LocalDate today;
    private final Quarantine quarantine;
    private final PrintStream progress;
    private final List<String> notes = new ArrayList<>();

    ExtractLoad(Engine engine, Profile profile, LocalDate today, Quarantine quarantine, PrintStream progress) {
        this.engine = engine;
        this.profile = profile;
        this.today = today;
        this.quarantine = quarantine;
        this.progress = progress;
    }

    /** Rows that passed. */
    long load(Path file, Path staging) {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            throw new IngestFailure("The extract " + file + " is not there, or is no file.");
        }
        if (file.toString().matches(".*[*?\\[\\]{}].*")) {
            throw new IngestFailure("The extract " + file + " has one of * ? [ ] { } in its path. Rename it.");
        }
        try {
            return name.endsWith(".parquet") ? parquet(file, staging) : csv(file, staging);
        } catch (SQLException e) {
            throw Engine.failure("The extract " + name + " could not be read to its end, and the table is as it was", e);
        } catch (IOException e) {
            throw new IngestFailure("The extract " + name + " could not be read to its end (" + e.getClass().getSimpleName() + "), and the table is as it was.");
        }
    }

    List<String> notes() {
        return notes;
    }

    private long csv(Path file, Path staging) throws IOException, SQLException {
        String name = file.getFileName().toString();
        CsvHeader header = header(file);
        ExtractHeader.check(name, header.names(), profile);
        ExtractQuery query = new ExtractQuery(profile, header.names(), today);
        long accepted;
        long records;
        CsvScanner scanner = scanner(header, false, (line, reason) -> quarantine.broken(name, line, reason));
        try (CsvFeed feed = CsvFeed.start(file, profile.csv(), scanner);
                Progress shown = new Progress(progress, name, scanner::bytes, Files.size(file))) {
            accepted = engine.execute(query.copyGoodRows(query.csv(feed.pipes(), header.delimiter(), false), staging, rowGroups(Files.size(file))));
            feed.await();
            records = scanner.records();
        }
        if (!scanner.endsWithLineBreak()) {
            notes.add(name + " does not end with a line break: see whether its last line is whole");
        }
        if (accepted < records) {
            CsvScanner again = scanner(header, true, (line, reason) -> { });
            try (CsvFeed feed = CsvFeed.start(file, profile.csv(), again);
                    Progress shown = new Progress(progress, name + " (rows that failed)", again::bytes, Files.size(file))) {
                diagnose(name, query, query.csv(feed.pipes(), header.delimiter(), true), records - accepted);
                feed.await();
            }
        }
        return accepted;
    }

    private long parquet(Path file, Path staging) throws IOException, SQLException {
        String name = file.getFileName().toString();
        List<String> header = new ArrayList<>();
        engine.query("SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(" + Sql.text(file.toString()) + "))", row -> header.add(row.getString(1)));
        ExtractHeader.check(name, header, profile);
        ExtractQuery query = new ExtractQuery(profile, header, today);
        long[] rows = new long[1];
        engine.query("SELECT count(*) FROM read_parquet(" + Sql.text(file.toString()) + ")", row -> rows[0] = row.getLong(1));
        String source = ExtractQuery.parquet(file, header);
        long accepted = engine.execute(query.copyGoodRows(source, staging, rowGroups(Files.size(file) * 8)));
        if (accepted < rows[0]) {
            diagnose(name, query, source, rows[0] - accepted);
        }
        return accepted;
    }

    private void diagnose(String name, ExtractQuery query, String source, long expected) throws SQLException {
        long before = quarantine.rows();
        engine.query(query.diagnose(source), row -> {
            long line = row.getLong(1);
            quarantine.row();
            for (String check : row.getString(2).split(",")) {
                quarantine.failed(name, line, query.checks().get(Integer.parseInt(check)));
            }
        });
        if (quarantine.rows() - before != expected) {
            throw new IngestFailure("The extract " + name + " changed while it was read. Ingest it again when it is complete.");
        }
    }

    private CsvHeader header(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 17)) {
            return CsvHeader.read(in, profile.csv(), file.getFileName().toString());
        }
    }

    private CsvScanner scanner(CsvHeader header, boolean numbered, BrokenLines broken) {
        return new CsvScanner(header.delimiter(), header.names().size(), profile.csv().encoding(), numbered, broken);
    }

    /** So that a table has few files, and a large one several: about sixteen, of two row groups at least. */
    private static int rowGroups(long bytes) {
        long rows = bytes / 150;
        return (int) Math.max(2, rows / ExtractQuery.ROW_GROUP / 16);
    }
}
