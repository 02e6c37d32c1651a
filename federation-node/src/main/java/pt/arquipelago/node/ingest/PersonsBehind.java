package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.Base;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.Treatment;

/**
 * From the pseudonyms that a table of the lake holds in one column to the persons of its rows: who a resource's patient is.
 * Sixteen bytes for each row of that table.
 */
final class PersonsBehind {
    /** Whoever is asked for is found as the same. */
    static final PersonsBehind THEMSELVES = new PersonsBehind(null, null);

    private final long[] keys;
    private final long[] persons;

    private PersonsBehind(long[] keys, long[] persons) {
        this.keys = keys;
        this.persons = persons;
    }

    /** Puts the person in the place of a pseudonym; false if nobody is known by it. */
    boolean replace(long[] pseudonyms, int at) {
        if (keys == null) {
            return true;
        }
        int found = Arrays.binarySearch(keys, pseudonyms[at]);
        if (found >= 0) {
            pseudonyms[at] = persons[found];
        }
        return found >= 0;
    }

    /** For each column of the profile that stands for somebody through another table. */
    static Map<String, PersonsBehind> read(Profile profile, LakeWriter lake, String memory, Path spill) throws SQLException {
        Map<String, PersonsBehind> persons = new HashMap<>();
        try (Engine engine = Engine.forLake(memory, spill)) {
            for (SourceColumn column : profile.columns()) {
                for (Treatment.Through through : through(column)) {
                    persons.put(column.name(), read(engine, profile, through, lake));
                }
            }
        }
        return persons;
    }

    /** For a row that is made up. */
    static Map<String, PersonsBehind> made(Profile profile) {
        Map<String, PersonsBehind> persons = new HashMap<>();
        profile.columns().stream().filter(column -> !through(column).isEmpty()).forEach(column -> persons.put(column.name(), THEMSELVES));
        return persons;
    }

    /** The tables that the profile's rows are looked up in. */
    static List<String> tables(Profile profile) {
        return profile.columns().stream().flatMap(column -> through(column).stream()).map(Treatment.Through::table).toList();
    }

    private static List<Treatment.Through> through(SourceColumn column) {
        return column.makes().stream().map(SourceColumn.LakeColumn::treatment).filter(Treatment.Pseudonym.class::isInstance)
                .flatMap(treatment -> ((Treatment.Pseudonym) treatment).through().stream()).toList();
    }

    private static PersonsBehind read(Engine engine, Profile profile, Treatment.Through through, LakeWriter lake) throws SQLException {
        Base base = lake.base(through.table()).orElseThrow(() -> new IngestFailure("The profile of " + profile.system() + " looks for its persons in the table "
                + through.table() + ", which the lake does not hold. Load that first, or in the same load."));
        String subject = base.description().subject().column();
        if (base.description().column(through.key()).filter(ColumnDescription::isPseudonym).isEmpty()) {
            throw new IngestFailure("The profile of " + profile.system() + " looks for its persons by " + through.table() + "." + through.key() + ", which is no pseudonym of that table.");
        }
        List<Path> files = base.files().stream().map(StagedFile::path).toList();
        int rows = Math.toIntExact(base.files().stream().mapToLong(StagedFile::rows).sum());
        long[] keys = new long[rows];
        long[] persons = new long[rows];
        int[] size = new int[1];
        if (rows > 0) {
            String key = Sql.name(through.key());
            engine.query("SELECT " + key + ", min(" + Sql.name(subject) + ") FROM " + StagedTable.parquet(files) + " WHERE " + key + " IS NOT NULL GROUP BY 1 ORDER BY 1", row -> {
                keys[size[0]] = row.getLong(1);
                persons[size[0]++] = row.getLong(2);
            });
        }
        return new PersonsBehind(Arrays.copyOf(keys, size[0]), Arrays.copyOf(persons, size[0]));
    }
}
