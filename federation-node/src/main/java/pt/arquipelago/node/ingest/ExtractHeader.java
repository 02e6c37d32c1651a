package pt.arquipelago.node.ingest;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.settings.Suggestion;

/** Whether an extract has the columns that its profile says: all of them, no others, in any order. */
final class ExtractHeader {
    private ExtractHeader() {}

    static void check(String file, List<String> header, Profile profile) {
        List<String> expected = profile.columns().stream().map(SourceColumn::name).toList();
        for (String name : header) {
            if (header.indexOf(name) != header.lastIndexOf(name)) {
                throw new IngestFailure("The extract " + file + " has the column '" + name + "' twice. Rename or remove one.");
            }
        }
        List<String> known = expected.stream().filter(header::contains).toList();
        if (known.isEmpty() || known.size() * 2 < Math.min(expected.size(), header.size())) {
            // Not shown: where the header is missing this is somebody's row.
            throw new IngestFailure("The first line of the extract " + file + " holds " + known.size() + " of the " + expected.size() + " columns of the profile of "
                    + profile.system() + " (" + header.size() + (header.size() == 1 ? " cell" : " cells") + " by its delimiter). Check that it has a header, the profile's 'delimiter' and its 'encoding'.");
        }
        List<String> unknown = header.stream().filter(name -> !expected.contains(name)).toList();
        List<String> missing = expected.stream().filter(name -> !header.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IngestFailure("The extract " + file + " has the column '" + unknown.get(0) + "', which the profile of "
                    + profile.system() + " does not know" + hint(unknown.get(0), missing)
                    + ". Add it to the profile, with class 'dropped' if it is not to enter the lake.");
        }
        if (!missing.isEmpty()) {
            throw new IngestFailure("The extract " + file + " lacks the column '" + missing.get(0) + "' of the profile of " + profile.system()
                    + ". Its header has " + header.size() + " columns: " + String.join(", ", header) + ".");
        }
    }

    private static String hint(String name, List<String> missing) {
        Optional<String> near = Suggestion.of(name, missing);
        return near.map(column -> " (did you mean '" + column + "'?)").orElse("");
    }
}
