package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import pt.arquipelago.node.lake.AtomicFile;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.quality.LabelPage;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.QualityHistory;

/** The page of labels, written anew with each load: {@code _quality/label.pt.html} and {@code label.en.html} of the lake's folder. */
public final class LabelFiles {
    private LabelFiles() {}

    /** The load is done by now: a page that cannot be written is said, and no failure. */
    public static void write(IngestSettings settings, PrintStream progress) {
        try {
            Map<String, List<Measurement>> tables = QualityHistory.of(Lake.open(settings.lake()));
            for (String language : List.of("pt", "en")) {
                AtomicFile.write(file(settings.lake(), language), LabelPage.of(settings.node(), tables, language).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | LakeException e) {
            progress.println("The page of quality labels could not be written; 'node quality' makes it from what the lake holds.");
        }
    }

    static Path file(Path lake, String language) {
        return lake.resolve("_quality").resolve("label." + language + ".html");
    }
}
