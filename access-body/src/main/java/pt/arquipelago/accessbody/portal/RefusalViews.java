package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.portal.view.MarkedText;
import pt.arquipelago.accessbody.portal.view.RefusalView;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.policies.refusal.RefusalCode;

import java.util.Arrays;
import java.util.Optional;

/** Refusals in the page's language: in Portuguese by their code, with the sentence that was sent beside it; in English as sent. */
final class RefusalViews {
    private RefusalViews() {}

    static RefusalView of(Refusal refusal, String sql, Words words) {
        Optional<String> known = words.language().equals("en") ? Optional.empty() : words.find("refusal." + refusal.code()).or(() -> portuguese(refusal.code()));
        String remedy = words.find("refusal." + refusal.code() + ".remedy").orElse(refusal.remedy());
        return new RefusalView(refusal.code(), known.orElse(refusal.message()), known.isPresent() ? refusal.message() : "", remedy, refusal.place(),
                refusal.place().map(place -> MarkedText.of(sql, place)), refusal.rewritten());
    }

    private static Optional<String> portuguese(String code) {
        return Arrays.stream(RefusalCode.values()).filter(known -> known.code().equals(code)).map(RefusalCode::sentencePt).findFirst();
    }
}
