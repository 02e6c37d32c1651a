package pt.arquipelago.node.ingest;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.SourceColumn.LakeColumn;
import pt.arquipelago.node.profile.TablesPage;
import pt.arquipelago.node.profile.Treatment;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/**
 * What ingest would do with each column of an extract. It is not described but done: one made-up row goes through the very
 * statement of an ingest, with a key that is thrown away.
 *
 * @param columns in the profile's order
 */
record Explanation(Profile profile, List<Column> columns) {
    /**
     * @param checks what a value must be, as the profile's page says it
     * @param makes nothing if the column is dropped
     */
    record Column(SourceColumn source, String value, String checks, List<Made> makes) {}

    /** @param value as it would stand in the lake; absent shown as a dash */
    record Made(LakeColumn lake, String value) {
        boolean isPseudonym() {
            return lake.treatment() instanceof Treatment.Pseudonym;
        }
    }

    static Explanation of(Profile profile, String domain, LocalDate today) {
        List<String> header = profile.columns().stream().map(SourceColumn::name).toList();
        List<String> values = profile.columns().stream().map(column -> MadeUp.value(profile, column, today)).toList();
        String row = IntStream.range(0, values.size()).mapToObj(i -> Sql.text(values.get(i)) + "::VARCHAR AS c" + i).collect(Collectors.joining(", ", "(SELECT ", ")"));
        List<String> made = new ArrayList<>();
        try (NodeKey thrownAway = NodeKey.generate(new SecureRandom()); Engine engine = Engine.forExtract("256MB", profile.timeZone())) {
            engine.functions().register(profile, KeyedDomain.of(domain, List.of(thrownAway)), 1, MadeUp.postcodes(), MadeUp.medicines(), PersonsBehind.made(profile));
            int count = profile.lakeColumns().size();
            engine.query(new ExtractQuery(profile, header, today).lakeRows(row), result -> {
                for (int i = 1; i <= count; i++) {
                    made.add(result.getString(i) == null ? "–" : result.getString(i));
                }
            });
        } catch (SQLException e) {
            throw Engine.failure("The made-up row of " + profile.system() + " could not be treated", e);
        }
        int next = profile.lakeColumns().size() - profile.columns().stream().mapToInt(column -> column.makes().size()).sum();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            SourceColumn source = profile.columns().get(i);
            List<Made> makes = new ArrayList<>();
            for (LakeColumn lake : source.makes()) {
                makes.add(new Made(lake, made.get(next++)));
            }
            columns.add(new Column(source, values.get(i), TablesPage.checks(source), makes));
        }
        return new Explanation(profile, columns);
    }
}
