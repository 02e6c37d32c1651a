package pt.arquipelago.accessbody;

import org.junit.jupiter.api.Test;

import pt.arquipelago.accessbody.account.Role;
import pt.arquipelago.accessbody.application.ApplicationState;
import pt.arquipelago.accessbody.permit.PermitState;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.task.NodeTaskState;
import pt.arquipelago.accessbody.task.TaskState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every word a page can need is there, in both languages. */
class PortalWordsTest {
    private static final Pattern USE = Pattern.compile("\\b(?:get|with)\\(\"([a-z][a-z0-9_-]*\\.[a-z0-9_.-]*[a-z0-9])\"[,)]");
    private static final Set<String> ENGLISH = Words.english().keys();
    private static final Set<String> PORTUGUESE = Words.portuguese().keys();

    @Test
    void bothLanguagesHaveTheSameWords() {
        var onlyPortuguese = new TreeSet<>(PORTUGUESE);
        onlyPortuguese.removeAll(ENGLISH);
        assertThat(PORTUGUESE).containsAll(ENGLISH);
        assertThat(onlyPortuguese).allMatch(key -> key.startsWith("problem.") || key.startsWith("refusal."), "English says problems as the API does");
    }

    @Test
    void everyWordThatTemplatesAndHandlersNameIsThere() throws IOException {
        var used = new TreeSet<String>();
        for (Path folder : List.of(Path.of("src/main/jte"), Path.of("src/main/java/pt/arquipelago/accessbody/portal"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    USE.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
                }
            }
        }
        assertThat(used).hasSizeGreaterThan(100);
        assertThat(ENGLISH).containsAll(used);
    }

    @Test
    void everyStateAndRoleHasAWord() {
        for (ApplicationState state : ApplicationState.values()) {
            assertThat(ENGLISH).contains("application.state." + state.word());
        }
        for (PermitState state : PermitState.values()) {
            assertThat(ENGLISH).contains("permit.state." + state.word());
        }
        for (TaskState state : TaskState.values()) {
            assertThat(ENGLISH).contains("task.state." + state.word(), "task.state." + state.word() + ".text");
        }
        for (NodeTaskState state : NodeTaskState.values()) {
            assertThat(ENGLISH).contains("node.state." + state.word());
        }
        for (Role role : Role.values()) {
            assertThat(ENGLISH).contains("role." + role.word());
        }
    }

    @Test
    void catalogueAndPortalLookAlike() throws IOException {
        assertThat(Path.of("src/main/resources/pt/arquipelago/accessbody/portal/assets/arquipelago.css"))
                .hasSameTextualContentAs(Path.of("../catalog/service/src/main/resources/assets/arquipelago.css"));
    }
}
