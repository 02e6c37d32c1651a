package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.Base;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.Rule;

/** The pseudonyms of other tables that the rows of an extract refer to: those of the same load, or of the lake. */
final class References {
    private References() {}

    /** Where the engine keeps them. */
    static String table(Rule.Refers rule) {
        return "arquipelago_known_" + rule.table() + "_" + rule.key();
    }

    /** Extracts whose tables others refer to come first; else as they were given. */
    static List<Extract> inOrder(List<Extract> extracts) {
        List<Extract> waiting = new ArrayList<>(extracts);
        List<Extract> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Extract next = waiting.stream().filter(extract -> waiting.stream().noneMatch(other -> other != extract && refers(extract.profile(), other.profile().table())))
                    .findFirst().orElse(waiting.get(0));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean refers(Profile profile, String table) {
        return rules(profile).anyMatch(rule -> rule.table().equals(table)) || PersonsBehind.tables(profile).contains(table);
    }

    private static Stream<Rule.Refers> rules(Profile profile) {
        return profile.rules().stream().filter(Rule.Refers.class::isInstance).map(Rule.Refers.class::cast);
    }

    /**
     * The profile without the rules that wait for a table which the lake does not hold.
     *
     * @param wanted false: without all rules that would wait for a table
     */
    static Profile applicable(Profile profile, LakeWriter lake, boolean wanted, List<String> notes) {
        List<Rule.Refers> left = rules(profile).filter(rule -> rule.ifLoaded() && (!wanted || lake.base(rule.table()).isEmpty())).toList();
        left.forEach(rule -> notes.add("it was not looked whether " + rule.column() + " stands in " + rule.table()
                + (wanted ? ", which the lake does not hold yet" : ": 'check_references' is false")));
        return left.isEmpty() ? profile : profile.with(profile.rules().stream().filter(rule -> !left.contains(rule)).toList());
    }

    /** Reads them into the engine's memory, for each rule of the profile. */
    static void read(Engine engine, Profile profile, LakeWriter lake) throws SQLException {
        for (Rule.Refers rule : rules(profile).toList()) {
            Base base = lake.base(rule.table()).orElseThrow(() -> new IngestFailure("The profile of " + profile.system() + " refers to the table "
                    + rule.table() + ", which the lake does not hold. Load that first, or in the same load before."));
            if (base.description().column(rule.key()).filter(ColumnDescription::isPseudonym).isEmpty()) {
                throw new IngestFailure("The profile of " + profile.system() + " refers to " + rule.table() + "." + rule.key() + ", which is no pseudonym of that table.");
            }
            List<Path> files = base.files().stream().map(StagedFile::path).toList();
            String known = files.isEmpty() ? "SELECT 0::BIGINT AS known WHERE false"
                    : "SELECT DISTINCT " + Sql.name(rule.key()) + " AS known FROM " + StagedTable.parquet(files) + " WHERE " + Sql.name(rule.key()) + " IS NOT NULL";
            engine.execute("CREATE OR REPLACE TEMP TABLE " + table(rule) + " AS " + known);
        }
    }
}
