package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.TableSnapshot;
import pt.arquipelago.node.settings.OperatorException;

/** How alone persons stand in the tables that were just loaded, in short; {@link RiskCommand} tells all of it. */
final class RiskAfterLoad {
    static final int K = 10;
    /** Larger tables take too long beside a load. */
    private static final long MOST_ROWS = 1_000_000;
    private static final int STEPS = 3;

    private RiskAfterLoad() {}

    /** By table, in the order of the reports; empty where the table is too large. Tables without quasi-identifiers are left out. */
    static Map<String, Optional<Risk>> of(Outcome outcome, IngestSettings settings) {
        Map<String, Optional<Risk>> risks = new LinkedHashMap<>();
        Lake lake = Lake.open(settings.lake());
        for (LoadReport report : outcome.reports()) {
            if (outcome.version().isEmpty() || report.known()) {
                continue;
            }
            TableSnapshot table = lake.snapshot(outcome.version().get(), report.table());
            if (table.rows() > MOST_ROWS) {
                risks.put(report.table(), Optional.empty());
            } else {
                risk(table, settings.memory()).ifPresent(risk -> risks.put(report.table(), Optional.of(risk)));
            }
        }
        return risks;
    }

    private static Optional<Risk> risk(TableSnapshot table, String memory) {
        try {
            Path spill = Files.createTempDirectory("arquipelago-risk");
            Optional<Risk> risk = Risk.of(table, K, memory, spill, STEPS);
            Files.deleteIfExists(spill);
            return risk;
        } catch (IOException e) {
            throw new OperatorException("The tables are loaded, but there is no room to count how alone persons stand in them. Check the folder for temporary files.");
        }
    }

    static String text(Map<String, Optional<Risk>> risks) {
        if (risks.isEmpty()) {
            return "";
        }
        return risks.entrySet().stream().map(entry -> "  " + entry.getKey() + ": " + entry.getValue().map(RiskAfterLoad::line)
                .orElse(String.format(Locale.ROOT, "over %,d rows, not counted here", MOST_ROWS)) + "\n")
                .collect(Collectors.joining("", "Rows in classes of fewer than " + K + " persons alike in all quasi-identifiers (`risk` tells more):\n", "\n"));
    }

    private static String line(Risk risk) {
        String share = String.format(Locale.ROOT, "%,d of %,d (%.1f %%)", risk.now().rowsUnder(), risk.now().rows(), 100 * risk.now().share());
        if (risk.now().rowsUnder() == 0) {
            return share;
        }
        return share + "; generalise first " + risk.steps().stream().map(step -> step.column() + " (" + step.becomes() + ")").collect(Collectors.joining(", "))
                + String.format(Locale.ROOT, ": then %.1f %%", 100 * risk.steps().get(risk.steps().size() - 1).then().share());
    }
}
