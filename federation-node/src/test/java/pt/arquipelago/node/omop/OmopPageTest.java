package pt.arquipelago.node.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.profile.TablesPage;

/** The page of the OMOP tables says what their files say. {@code -Dgolden.regenerate=true} writes it anew. */
class OmopPageTest {
    private static final Path PAGE = Path.of(System.getProperty("arquipelago.root", "..")).resolve("docs/tables/omop.md");

    @Test
    void thePageIsMadeFromTheTables() throws IOException {
        StringBuilder page = new StringBuilder("<!-- Made from omop/*.yaml; change those and regenerate (docs/omop.md). -->\n# OMOP tables\n\n"
                + "What questions see of them. How they are built and asked: [docs/omop.md](../omop.md).\n");
        new OmopTableReader(Cdm.read()).all().forEach(table -> page.append(of(table)));
        if (Boolean.getBoolean("golden.regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("regenerate with -Dgolden.regenerate=true").content().isEqualTo(page.toString());
    }

    private static String of(OmopTable table) {
        StringBuilder text = new StringBuilder("\n## `" + table.table() + "`\n\n" + table.texts().title().en() + " · " + table.texts().title().pt() + ". " + table.texts().description().en() + "\n\n");
        text.append(table.subject() instanceof Subject.EachRow ? "Every row counts as a person, `person`." : "The person is `" + table.subject().column() + "`.");
        table.alsoProtected().forEach(other -> text.append(" Also protected: `").append(other.column()).append("` (at least ").append(other.threshold()).append(" behind a number)."));
        text.append("\n\n").append(TablesPage.columns(table.fields().stream().filter(field -> table.filled().contains(field.name())).toList()));
        List<String> empty = table.fields().stream().map(ColumnDescription::name).filter(name -> !table.filled().contains(name)).toList();
        return text.append("\nEmpty: ").append(empty.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))).append(".\n").toString();
    }
}
