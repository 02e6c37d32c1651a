package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.Setting;

/** The pages name every key and every code, with the words and defaults of the code. */
class NodeDocumentationTest {
    private static final Path DOCS = Path.of(System.getProperty("arquipelago.root", "..")).resolve("docs");

    @Test
    void everyRefusalOfTheNodeStandsOnThePage() throws IOException {
        String page = Files.readString(DOCS.resolve("refusal-codes.md"));
        for (NodeRefusal each : NodeRefusal.values()) {
            assertThat(page).contains("| `" + each.refusal().code() + "` | " + each.refusal().message() + " | " + each.refusal().remedy() + " |");
        }
    }

    @Test
    void everyKeyOfNodeYamlStandsOnThePageWithItsDefault() throws IOException {
        String page = Files.readString(DOCS.resolve("settings.md"));
        String section = page.substring(page.indexOf("## node.yaml"));
        List<String> rows = new ArrayList<>();
        collect(NodeSettings.class, "", rows);
        assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> assertThat(section).contains(row));
    }

    private static void collect(Class<?> type, String prefix, List<String> rows) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            Class<?> inner = component.getGenericType() instanceof ParameterizedType optional && optional.getActualTypeArguments()[0] instanceof Class<?> of ? of : component.getType();
            if (inner.isRecord()) {
                collect(inner, key + ".", rows);
            } else {
                String fallback = component.getAnnotation(Setting.class).fallback();
                rows.add("| `" + key + "` | " + (fallback.isEmpty() ? "" : "`" + fallback + "` |"));
            }
        }
    }
}
