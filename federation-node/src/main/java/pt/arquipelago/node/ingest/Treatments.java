package pt.arquipelago.node.ingest;

import java.util.List;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;

/** What became of each column, for the report. */
record Treatments(String column, String treatment, List<String> lake) {
    static List<Treatments> of(Profile profile) {
        return profile.columns().stream().map(Treatments::of).toList();
    }

    private static Treatments of(SourceColumn column) {
        if (column.isDropped()) {
            return new Treatments(column.name(), "dropped", List.of());
        }
        String treatment = String.join(", ", column.makes().stream().map(lake -> lake.treatment().text()).distinct().toList());
        return new Treatments(column.name(), treatment, column.makes().stream().map(lake -> lake.description().name()).toList());
    }
}
