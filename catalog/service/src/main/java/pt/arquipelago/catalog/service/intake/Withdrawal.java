package pt.arquipelago.catalog.service.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.intake.NotAccepted.Reason;

/** Why a dataset is withdrawn, as its node says it: in both languages, for whoever comes by an old link. */
final class Withdrawal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1_000;

    private Withdrawal() {}

    static LocalText reason(byte[] body) {
        try {
            JsonNode reason = JSON.readTree(body).path("reason");
            String pt = reason.path("pt").asText();
            String en = reason.path("en").asText();
            if (pt.isBlank() || en.isBlank() || pt.length() > LONGEST || en.length() > LONGEST) {
                throw missing();
            }
            return new LocalText(pt, en);
        } catch (IOException e) {
            throw missing();
        }
    }

    private static NotAccepted missing() {
        return new NotAccepted(Reason.REASON, new LocalText("A retirada não dá razão.", "The withdrawal gives no reason."),
                new LocalText("Envie {\"reason\": {\"pt\": \"…\", \"en\": \"…\"}}, cada uma com " + LONGEST + " caracteres no máximo.", "Send {\"reason\": {\"pt\": \"…\", \"en\": \"…\"}}, each of at most " + LONGEST + " characters."));
    }
}
