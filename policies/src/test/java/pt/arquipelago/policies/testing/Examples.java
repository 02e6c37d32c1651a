package pt.arquipelago.policies.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.permit.ApplicantKind;
import pt.arquipelago.policies.permit.Basis;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.NodeRequest;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.permit.StatusList;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.transparency.MerkleTree;

/** One complete example of each format, as it is published in {@code docs/examples}. */
public final class Examples {
    /** 2026-11-22T09:00:00Z. */
    public static final long NOW = Instant.parse("2026-11-22T09:00:00Z").getEpochSecond();
    public static final String NODE = "uls-coimbra";
    private static final long DAY = 86_400;

    private Examples() {
    }

    public static Question question() {
        return new Question("SELECT substr(atc, 1, 4) AS atc3, count(DISTINCT person) AS persons, sum(qtd_dispensada) AS packages\n"
                + "FROM dem WHERE atc LIKE :prefix GROUP BY 1", Optional.of(Map.of("prefix", TextNode.valueOf("A10%"))), Optional.of(false));
    }

    public static Permit permit() {
        return new Permit("hdab-pt", "permit-2026-0001", NOW - DAY, NOW - DAY, NOW + 365 * DAY, Basis.ART68, ReleaseMode.REVIEWED,
                new Permit.Purpose("53(1)(e)", "Use of medicines for diabetes by age and region, 2024 to 2026."),
                new Permit.Applicant("Universidade de Coimbra", ApplicantKind.PUBLIC, Optional.of("Direção-Geral da Saúde")),
                List.of(new Permit.Person("ana.silva", "Ana Silva", "principal_investigator"), new Permit.Person("rui.costa", "Rui Costa", "researcher")),
                List.of(dataset("uls-coimbra", "source_dem", "atc", "qtd_dispensada", "data_dispensa"), dataset("uls-coimbra", "source_rnu", "sexo", "ano_nascimento"),
                        dataset("uls-sao-joao", "source_dem", "atc", "qtd_dispensada", "data_dispensa")),
                List.of(), List.of("sql"), Thresholds.DEFAULT, List.of("Results are published within 18 months."),
                Optional.of("Statistics do not answer whether patients change their therapy."), Optional.empty());
    }

    private static Permit.PermittedDataset dataset(String node, String table, String... columns) {
        return new Permit.PermittedDataset("https://catalogo.example/datasets/" + node + "/" + table, node, table, List.of(columns));
    }

    public static TaskOrder order(String permit) {
        return new TaskOrder("hdab-pt", NODE, "order-7f3a", NOW - 10, NOW + 600, "task-42", permit, question(), question().digest(), "ana.silva", 1, OrderMode.RUN);
    }

    public static StatusList status() {
        return new StatusList("hdab-pt", NOW - 30, NOW + 570, List.of("permit-2026-0007"), List.of("permit-2026-0011"));
    }

    public static NodeRequest request() {
        return new NodeRequest(NODE, NodeRequest.ACCESS_BODY, "POST", "/node/v1/poll", CanonicalJson.digest("{}"), NOW, NOW + 60, "request-1");
    }

    public static Manifest manifest() {
        return new Manifest(NODE, "hdab-pt", "order-7f3a", "task-42", "permit-2026-0001", Outcome.RELEASED, Optional.empty(), question().digest(),
                Optional.of(CanonicalJson.digest("query")), Optional.of(JsonNodeFactory.instance.objectNode().put("version", 1)),
                Optional.of(CanonicalJson.digest(new byte[0])), List.of(CanonicalJson.digest("bundle")),
                Optional.of(new Manifest.Lake(3, Map.of("source_dem", 5L))), Optional.of(Thresholds.DEFAULT), Optional.of(5),
                Optional.of(new Manifest.History(17, CanonicalJson.digest("canonical question"), Optional.of(483L))), new MerkleTree().head(), NOW);
    }

    public static Manifest refusal() {
        return new Manifest(NODE, "hdab-pt", "order-7f3a", "task-42", "permit-2026-0001", Outcome.REFUSED,
                Optional.of(new Manifest.Refused("gate.max", "max across persons is refused.", "Ask for a quantile.", Optional.of(new Manifest.Place(1, 8, 8)), Optional.of("SELECT avg(pvp) FROM dem"))),
                question().digest(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                new MerkleTree().head(), NOW);
    }

    public static DecisionInput input() {
        Permit permit = permit();
        return new DecisionInput(new DecisionInput.Who("ana.silva", List.of("principal_investigator")),
                new DecisionInput.What(NODE, List.of(new DecisionInput.DatasetUse("source_dem", List.of("atc", "qtd_dispensada"))),
                        List.of("count", "substr", "sum"), "sql", false, question().digest()),
                new DecisionInput.Why(permit.purpose().article(), permit.applicant().kind(), true, List.of()),
                new DecisionInput.How(permit.release(), permit.thresholds()), new DecisionInput.When(NOW, permit.nbf(), permit.exp(),
                        DecisionInput.Status.of(status(), permit.jti()), new DecisionInput.OptOuts(true, permit.iat())),
                DecisionInput.PermitTerms.of(permit), DecisionInput.HolderTerms.DEFAULT);
    }
}
