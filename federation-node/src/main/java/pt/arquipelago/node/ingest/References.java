package pt.arquipelago.node.ingest;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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

    /** Reads them into the engine's memory, for each rule of the profile. */
    static void read(Engine engine, Profile profile, LakeWriter lake) throws SQLException {
        List<Rule.Refers> rules = profile.rules().stream().filter(Rule.Refers.class::isInstance).map(Rule.Refers.class::cast).toList();
        for (Rule.Refers rule : rules) {
            Base base = lake.base(rule.table()).orElseThrow(() -> new IngestFailure("The profile of " + profile.system() + " refers to the table "
                    + rule.table() + ", which the lake does not hold. Load that first, or in the same load before."));
            if (base.description().column(rule.key()).filter(ColumnDescription::isPseudonym).isEmpty()) {
                throw new IngestFailure("The profile of " + profile.system() + " refers to " + rule.table() + "." + rule.key() + ", which is no pseudonym of that table.");
            }
            List<Path> files = base.files().stream().map(StagedFile::path).toList();
            String known = files.isEmpty() ? "SELECT 0::BIGINT AS known WHERE false"
                    : "SELECT DISTINCT " + Sql.name(rule.key()) + " AS known FROM " + Merge.parquet(files) + " WHERE " + Sql.name(rule.key()) + " IS NOT NULL";
            engine.execute("CREATE OR REPLACE TEMP TABLE " + table(rule) + " AS " + known);
        }
    }
}
