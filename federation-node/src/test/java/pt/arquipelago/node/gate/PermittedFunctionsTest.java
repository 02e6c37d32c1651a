package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.decision.Denial;
import pt.arquipelago.policies.decision.EmbeddedDecisionPoint;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.signature.StrictJson;

/** The access body's list of functions and the gate's are the same: neither forgets what the other knows. */
class PermittedFunctionsTest {
    private static final Path ROOT = Path.of(System.getProperty("arquipelago.root", ".."));
    private static final EmbeddedDecisionPoint BODY = new EmbeddedDecisionPoint(PolicyBundle.ofAccessBody());

    @AfterAll
    static void close() {
        BODY.close();
    }

    @Test
    void theBodyPermitsWhatTheGateAccepts() throws IOException {
        assertThat(decision(AllowedList.FUNCTIONS.reasons().keySet()).denials()).isEmpty();
    }

    @Test
    void theBodyPermitsNothingElse() throws IOException {
        String rego = Files.readString(ROOT.resolve("policies/rego/ehds/functions/functions.rego"));
        Matcher list = Pattern.compile("_permitted := \\{(.*?)\\}", Pattern.DOTALL).matcher(rego);
        assertThat(list.find()).isTrue();
        Set<String> named = Pattern.compile("\"(.*?)\"").matcher(list.group(1)).results().map(name -> name.group(1)).collect(Collectors.toSet());
        assertThat(named).containsExactlyInAnyOrderElementsOf(AllowedList.FUNCTIONS.reasons().keySet());
        assertThat(decision(List.of("count", "sha2")).denials()).extracting(Denial::code).containsExactly("policy.function");
    }

    private static Decision decision(Collection<String> functions) throws IOException {
        ObjectNode json = StrictJson.readObject(Files.readAllBytes(ROOT.resolve("docs/examples/decision-input.json")));
        ArrayNode called = ((ArrayNode) json.at("/what/functions")).removeAll();
        functions.forEach(called::add);
        return BODY.decide(StrictJson.read(json, DecisionInput.class));
    }
}
