package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pt.arquipelago.node.profile.CsvFormat;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;

/** One file of an extract on its way into staged Parquet: good rows in one pass, the others found in a second. */
final class ExtractLoad {
    /** Of a file of the lake, about two million rows: a table has few files, and a large one several for several processors. */
    private static final int ROW_GROUPS = 16;

    private final Engine engine;
    private final Profile profile;
    private final LocalDate today;
    private final PostcodeTable postcodes;
    private final Quarantine quarantine;
    private final PrintStream progress;
    private final List<String> notes = new ArrayList<>();
    private long unknownPostcodes;

    ExtractLoad(Engine engine, Profile profile, LocalDate today, PostcodeTable postcodes, Quarantine quarantine, PrintStream progress) {
        this.engine = engine;
        this.profile = profile;
        this.today = today;
        this.postcodes = postcodes;
        this.quarantine = quarantine;
        this.progress = progress;
    }

    /** Rows that passed. */
    long load(ExtractFile file, Path staging) {
        try {
            if (file instanceof ExtractFile.Local local && isParquet(file)) {
                return parquet(local.path(), staging);
            }
            if (Compression.isParquet(file)) {
                throw new IngestFailure("Parquet cannot come by " + file.name() + ": its end is read first. Give a file.");
            }
            return csv(file, staging);
        } catch (SQLException e) {
            throw Engine.failure("The extract " + file.name() + " could not be read to its end, and the table is as it was", e);
        } catch (IOException e) {
            throw new IngestFailure("The extract " + file.name() + " could not be read to its end (" + e.getClass().getSimpleName() + "), and the table is as it was.");
        }
    }

    /** Lists the good rows with one of these keys, and returns how many there are. */
    long repeated(ExtractFile file, List<String> key, List<Path> keys) {
        Check check = new Check(String.join(", ", key), Reason.REPEATED, "");
        long before = quarantine.rows();
        try {
            if (file instanceof ExtractFile.Local local && isParquet(file)) {
                List<String> header = columns(local.path());
                list(file, query(header, CsvFormat.standard()).linesOf(ExtractQuery.parquet(local.path(), header), key, keys), check);
            } else {
                CsvHeader header = header(file);
                ExtractQuery query = query(header.names(), profile.csv());
                try (CsvFeed feed = CsvFeed.start(file, profile.csv(), scanner(file, header, true, (line, reason, column) -> { }));
                        Progress shown = new Progress(progress, file.name() + " (rows of one key)", feed::read, file.size())) {
                    list(file, query.linesOf(query.csv(feed.pipes(), header.delimiter(), true), key, keys), check);
                    feed.await();
                }
            }
        } catch (SQLException e) {
            throw Engine.failure("The extract " + file.name() + " could not be read again, and the table is as it was", e);
        } catch (IOException e) {
            throw new IngestFailure("The extract " + file.name() + " could not be read again (" + e.getClass().getSimpleName() + "), and the table is as it was.");
        }
        return quarantine.rows() - before;
    }

    private void list(ExtractFile file, String lines, Check check) throws SQLException {
        engine.query(lines, row -> {
            quarantine.row();
            quarantine.failed(file.place(row.getLong(1)), check, "");
        });
    }

    private static boolean isParquet(ExtractFile file) throws IOException {
        return file.name().endsWith(".parquet") || Compression.isParquet(file);
    }

    private ExtractQuery query(List<String> header, CsvFormat format) {
        return new ExtractQuery(profile.written(format), header, today);
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (unknownPostcodes > 0) {
            all.add(String.format(Locale.ROOT, "%,d postcodes stand in no line of the table of postcodes, and have no place", unknownPostcodes));
        }
        return all;
    }

    private long csv(ExtractFile file, Path staging) throws IOException, SQLException {
        String name = file.name();
        CsvHeader header = header(file);
        if (profile.fhir().isEmpty()) {
            ExtractHeader.check(name, header.names(), profile);
        }
        ExtractQuery query = query(header.names(), profile.csv());
        long accepted;
        long records;
        LineScanner scanner = scanner(file, header, false, (line, reason, column) -> quarantine.broken(file.place(line), reason, column));
        try (CsvFeed feed = CsvFeed.start(file, profile.csv(), scanner);
                Progress shown = new Progress(progress, name, feed::read, file.size())) {
            accepted = engine.execute(query.copyGoodRows(query.csv(feed.pipes(), header.delimiter(), false), staging, ROW_GROUPS));
            feed.await();
            records = scanner.records();
            unknownPostcodes += postcodes.takeUnknown();
        }
        if (!scanner.endsWithLineBreak() && profile.fhir().isEmpty()) {
            notes.add(name + " does not end with a line break: see whether its last line is whole");
        }
        if (accepted < records) {
            LineScanner again = scanner(file, header, true, (line, reason, column) -> { });
            try (CsvFeed feed = CsvFeed.start(file, profile.csv(), again);
                    Progress shown = new Progress(progress, name + " (rows that failed)", feed::read, file.size())) {
                diagnose(file, query, query.csv(feed.pipes(), header.delimiter(), true), records - accepted);
                feed.await();
            }
        }
        return accepted;
    }

    /** Values of Parquet have types, so how the profile says that text is written is of no matter. */
    private long parquet(Path file, Path staging) throws IOException, SQLException {
        String name = file.getFileName().toString();
        List<String> header = columns(file);
        ExtractHeader.check(name, header, profile);
        ExtractQuery query = query(header, CsvFormat.standard());
        long rows = engine.number("SELECT count(*) FROM read_parquet(" + Sql.text(file.toString()) + ")");
        String source = ExtractQuery.parquet(file, header);
        long accepted = engine.execute(query.copyGoodRows(source, staging, ROW_GROUPS));
        unknownPostcodes += postcodes.takeUnknown();
        if (accepted < rows) {
            diagnose(new ExtractFile.Local(file), query, source, rows - accepted);
        }
        return accepted;
    }

    private List<String> columns(Path parquet) throws SQLException {
        List<String> columns = new ArrayList<>();
        engine.query("SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(" + Sql.text(parquet.toString()) + "))", row -> columns.add(row.getString(1)));
        return columns;
    }

    private void diagnose(ExtractFile file, ExtractQuery query, String source, long expected) throws SQLException {
        long before = quarantine.rows();
        engine.query(query.diagnose(source), row -> {
            Place place = file.place(row.getLong(1));
            quarantine.row();
            for (String failed : row.getString(2).split(String.valueOf(ExtractQuery.CHECKS))) {
                int number = failed.indexOf(ExtractQuery.SHAPE);
                quarantine.failed(place, query.checks().get(Integer.parseInt(failed.substring(0, number))), failed.substring(number + 1));
            }
        });
        // Those rows were counted before.
        postcodes.takeUnknown();
        if (quarantine.rows() - before != expected) {
            throw new IngestFailure("The extract " + file.name() + " changed while it was read. Ingest it again when it is complete.");
        }
    }

    /** Of resources: the profile's columns, in which {@link FhirRow} puts them. */
    private CsvHeader header(ExtractFile file) throws IOException {
        if (profile.fhir().isPresent()) {
            if (!(file instanceof UnfoldedFile)) {
                FhirStart.check(file, profile.fhir().get().resource());
            }
            return new CsvHeader(profile.columns().stream().map(SourceColumn::name).toList(), FhirRow.DELIMITER, 0);
        }
        try (InputStream in = Compression.plain(file.open())) {
            return CsvHeader.read(in, profile.csv(), file.name());
        }
    }

    private LineScanner scanner(ExtractFile file, CsvHeader header, boolean numbered, BrokenResources broken) {
        if (file instanceof UnfoldedFile unfolded) {
            return new UnfoldedScanner(unfolded, numbered, broken);
        }
        return profile.fhir().isPresent() ? new FhirScanner(profile, numbered, broken)
                : new CsvScanner(header.delimiter(), header.names().size(), profile.csv().encoding(), numbered, (line, reason) -> broken.broken(line, reason, ""));
    }
}
