package pt.arquipelago.analysis.result;

import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Digests;

/** A provenance for tests that are about something else. */
public final class Provenances {
    private Provenances() {}

    public static Provenance of(AggregateQuery query) {
        String digest = Digests.of("x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Provenance("permit-1", digest, query.digest(), List.of(digest),
                Map.of("uls-coimbra", new Provenance.Lake(3, Map.of("source_dem", 5L))),
                Map.of("uls-coimbra", new Provenance.HistoryEntry(12, digest)),
                Map.of("uls-coimbra", Thresholds.defaults()), true);
    }
}
