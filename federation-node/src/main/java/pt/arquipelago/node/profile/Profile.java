package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.lake.TableTexts;
import pt.arquipelago.node.profile.SourceColumn.LakeColumn;
import pt.arquipelago.node.quality.QualityTerms;

/**
 * All that ingest must know of an extract: what its columns are, how each is checked and what becomes of it.
 *
 * @param fhir where the columns stand in resources; empty: the extract is a table
 * @param period the column of the lake (a date) whose first and last day are the table's period
 * @param timeZone of timestamps in the extract that name none
 * @param load how an extract comes to what the table holds
 * @param quality what the label of Article 78 measures and says
 * @param digest of the profile's text
 * @param minimumPersons behind a number of this table, at least, whatever a permit and the institution say
 */
public record Profile(
        String system,
        String table,
        CsvFormat csv,
        Optional<FhirView> fhir,
        ZoneId timeZone,
        Subject subject,
        List<ProtectedColumn> alsoProtected,
        Optional<String> period,
        List<SourceColumn> columns,
        List<Rule> rules,
        int minimumPersons,
        TableTexts texts,
        Load load,
        QualityTerms quality,
        String digest) {

    public Profile {
        requireNonNull(system, "system is null");
        requireNonNull(table, "table is null");
        requireNonNull(csv, "csv is null");
        requireNonNull(fhir, "fhir is null");
        requireNonNull(timeZone, "timeZone is null");
        requireNonNull(subject, "subject is null");
        alsoProtected = List.copyOf(alsoProtected);
        requireNonNull(period, "period is null");
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
        requireNonNull(texts, "texts is null");
        requireNonNull(load, "load is null");
        requireNonNull(quality, "quality is null");
        requireNonNull(digest, "digest is null");
    }

    /** The same for an extract that is written in another way. */
    public Profile written(CsvFormat format) {
        return new Profile(system, table, format, fhir, timeZone, subject, alsoProtected, period, columns, rules, minimumPersons, texts, load, quality, digest);
    }

    /** The same with fewer rules. */
    public Profile with(List<Rule> fewer) {
        return new Profile(system, table, csv, fhir, timeZone, subject, alsoProtected, period, columns, fewer, minimumPersons, texts, load, quality, digest);
    }

    /** Whether it takes codes of medicines to their pharmaceutical products, for which the institution may name a table. */
    public boolean hasMedicines() {
        return columns.stream().flatMap(column -> column.makes().stream()).anyMatch(made -> made.treatment() instanceof Treatment.PharmaceuticalProduct);
    }

    /** Whether it takes postcodes to their places, for which the institution has to name a table. */
    public boolean hasPostcodes() {
        return columns.stream().flatMap(column -> column.makes().stream()).anyMatch(made -> made.treatment() instanceof Treatment.Postcode);
    }

    public Optional<SourceColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The columns of the lake in their order; with {@code each_row} the synthetic person stands first. */
    public List<ColumnDescription> lakeColumns() {
        return lakeColumns(columns, subject);
    }

    static List<ColumnDescription> lakeColumns(List<SourceColumn> columns, Subject subject) {
        Stream<ColumnDescription> made = columns.stream().flatMap(column -> column.makes().stream()).map(LakeColumn::description);
        return subject instanceof Subject.EachRow ? Stream.concat(Stream.of(ProfileReader.PERSON), made).toList() : made.toList();
    }

    /** @param synthetic whether the rows were generated */
    public TableDescription describe(TableFigures figures, boolean synthetic) {
        TableTexts described = texts.withCatalogue(texts.catalogue().asSynthetic(synthetic));
        return new TableDescription(table, system, subject, alsoProtected, lakeColumns(), described, figures, minimumPersons);
    }
}
