package pt.arquipelago.node.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.disclosure.Rounding;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.audit.AuditEntry;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.release.Release;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.SigningKey;

/** What an institution obliges its node to round is rounded in the bytes that leave, and the manifest says to what. */
class RoundedReleaseTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-20T12:00:00Z"), ZoneOffset.UTC);
    private static final String NODE = "uls-coimbra";
    private static final Term RECORDS = new Term(Kind.RECORDS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true);
    private static final AggregateQuery QUERY = new AggregateQuery(AggregateQuery.VERSION, JsonNodeFactory.instance.objectNode(), List.of(), List.of(RECORDS),
            List.of(new Output("n", ValueType.BIGINT, Role.MEASURE, new Expr.TermRef(0))), Optional.empty(), List.of(), Optional.empty(), 0);

    @TempDir
    private Path folder;

    @Test
    void theManifestSaysWhatTheBytesAreRoundedTo() {
        ReleasedResult rounded = released(new Rounding(5), "order-1");

        assertThat(rounded.manifest().rounding()).contains(5);
        assertThat(number(rounded)).isEqualTo(20L);
    }

    @Test
    void withoutTheObligationNothingIsRounded() {
        ReleasedResult exact = released(Rounding.NONE, "order-2");

        assertThat(exact.manifest().rounding()).isEmpty();
        assertThat(number(exact)).isEqualTo(22L);
    }

    private static long number(ReleasedResult result) {
        return (Long) ((Released) ArrowPartials.read(result.bytes(), QUERY).rows().get(0).cells().get(0)).value();
    }

    private ReleasedResult released(Rounding rounding, String id) {
        MeasuredTerm term = new MeasuredTerm(22L, 10, 0, List.of(), List.of(Concentration.counted(4, 3, 22)));
        CheckedResult checked = NodeDisclosure.check(new MeasuredTable(QUERY, List.of(new MeasuredRow(List.of(), 10, List.of(term)))), Thresholds.defaults(), rounding);
        Question question = Question.of("SELECT count(*) AS n FROM stays");
        long now = CLOCK.instant().getEpochSecond();
        TaskOrder order = new TaskOrder("hdab", NODE, id, now, now + 600, "task-1", "a.b.c", question, question.digest(), "ana", 1, OrderMode.RUN);
        SigningKey key = SigningKey.generate();
        try (AuditLog log = AuditLog.open(folder.resolve(id), NODE, key, CLOCK)) {
            AuditEntry entry = new AuditEntry(Outcome.RELEASED, Optional.of(id), CanonicalJson.digest(id), Optional.of("task-1"), Optional.of("permit-1"), Optional.of("ana"),
                    Optional.empty(), Optional.of(question), Optional.of(question.digest()), Optional.of(QUERY.digest()), Optional.empty(), Optional.of(checked.digest()), List.of(),
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
            return new Release(NODE, key, CLOCK).result(order, checked, log.append(entry));
        }
    }
}
