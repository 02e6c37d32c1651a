package pt.arquipelago.node.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;

/** {@code arquipelago node quality}: the labels of the lake's tables as a page, or as JSON. It reads what ingest measured, and no row. */
@Command(name = "quality", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "The provisional quality and utility label (Article 78) of each table, over all loads.",
        "The figures are exact: they stay at the institution."})
public final class QualityCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.")
    private Path config;
    @Option(names = "--table", paramLabel = "TABLE", description = "One table; without it all of the newest lake version.")
    private String table;
    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "html", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;
    @Option(names = "--language", paramLabel = "pt|en", defaultValue = "pt", description = "Of the page (default: ${DEFAULT-VALUE}).")
    private String language;
    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; without it to standard output.")
    private Path out;
    @Spec
    private CommandSpec command;

    private enum Format { html, json }

    public QualityCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (!language.matches("pt|en")) {
            throw new ParameterException(command.commandLine(), "--language is pt or en.");
        }
        NodeSettings settings = NodeSettings.read(config, environment);
        String text;
        try {
            Map<String, List<Measurement>> tables = QualityHistory.of(Lake.open(settings.lake()));
            if (table != null) {
                tables.keySet().retainAll(List.of(table));
            }
            if (tables.values().stream().allMatch(List::isEmpty)) {
                throw new OperatorException("The lake " + settings.lake() + " holds no measurement" + (table == null ? "" : " of " + table) + ". Ingest an extract first.");
            }
            text = format == Format.html ? LabelPage.of(settings.name(), tables, language) : json(tables);
        } catch (LakeException e) {
            throw new OperatorException("The lake cannot be read: " + e.getMessage() + ".");
        }
        write(text);
        return 0;
    }

    private static String json(Map<String, List<Measurement>> tables) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        new TreeMap<>(tables).values().forEach(history -> history.forEach(measurement -> all.add(MeasurementJson.json(measurement))));
        return all.toPrettyString() + "\n";
    }

    private void write(String text) {
        if (out == null) {
            command.commandLine().getOut().print(text);
            command.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(out, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new OperatorException("The file " + out + " cannot be written.");
        }
    }
}
