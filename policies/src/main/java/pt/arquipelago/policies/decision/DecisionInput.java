package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import pt.arquipelago.policies.permit.ApplicantKind;
import pt.arquipelago.policies.permit.Basis;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.permit.StatusList;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.permit.VerifiedOrder;

/**
 * What a policy is asked, once per task: who asks for what, why, how and when, what the permit gives and what the holder allows.
 * Its JSON Schema is {@code docs/schemas/decision-input.schema.json}.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DecisionInput(Who who, What what, Why why, How how, When when, PermitTerms permit, HolderTerms holder) {
    public DecisionInput {
        requireNonNull(who, "who is null");
        requireNonNull(what, "what is null");
        requireNonNull(why, "why is null");
        requireNonNull(how, "how is null");
        requireNonNull(when, "when is null");
        requireNonNull(permit, "permit is null");
        requireNonNull(holder, "holder is null");
    }

    /**
     * The input of a verified order.
     *
     * @param what what the gate found in the question
     * @param holder what the institution allows, from its configuration
     * @param now epoch seconds
     * @param optOuts what the node does about those who opted out
     */
    public static DecisionInput of(VerifiedOrder order, What what, HolderTerms holder, long now, OptOuts optOuts) {
        Permit permit = order.permit();
        List<String> roles = permit.persons().stream().filter(person -> person.id().equals(order.order().user())).map(Permit.Person::role).toList();
        Why why = new Why(permit.purpose().article(), permit.applicant().kind(), permit.applicant().mandatedBy().isPresent(), List.of());
        return new DecisionInput(new Who(order.order().user(), roles), what, why,
                new How(permit.release(), permit.thresholds()), new When(now, permit.nbf(), permit.exp(), Status.of(order.status(), permit.jti()), optOuts),
                PermitTerms.of(permit), holder);
    }

    /** The person of the permit, with the roles that the permit gives. */
    public record Who(String user, List<String> roles) {
        public Who {
            requireNonNull(user, "user is null");
            roles = List.copyOf(roles);
        }
    }

    /**
     * @param node where
     * @param datasets the tables and columns that the question uses
     * @param functions the functions that it uses, in lower case
     * @param method {@code sql}
     * @param pseudonymised true: pseudonymised records are asked for, not statistics alone (Art 66)
     * @param questionDigest SHA-256 of the question's RFC 8785 form
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record What(String node, List<DatasetUse> datasets, List<String> functions, String method, boolean pseudonymised, String questionDigest) {
        public What {
            requireNonNull(node, "node is null");
            datasets = List.copyOf(datasets);
            functions = List.copyOf(functions);
            requireNonNull(method, "method is null");
            requireNonNull(questionDigest, "questionDigest is null");
        }
    }

    /** Columns of a table ({@code source_dem}) in use or permitted; the subject's pseudonym is {@code person} in questions. */
    public record DatasetUse(String table, List<String> columns) {
        public DatasetUse {
            requireNonNull(table, "table is null");
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param article purpose, for instance {@code 53(1)(e)}
     * @param mandated whether a public body mandated the applicant (Art 53(2))
     * @param prohibitedUses the uses of Art 54 that somebody found in the application, for instance {@code 54(c)}; empty: none
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Why(String article, ApplicantKind applicantKind, boolean mandated, List<String> prohibitedUses) {
        public Why {
            requireNonNull(article, "article is null");
            requireNonNull(applicantKind, "applicantKind is null");
            prohibitedUses = List.copyOf(prohibitedUses);
        }
    }

    /** The way of release and the thresholds that are asked for. */
    public record How(ReleaseMode release, Thresholds thresholds) {
        public How {
            requireNonNull(release, "release is null");
            requireNonNull(thresholds, "thresholds is null");
        }
    }

    /**
     * @param now epoch seconds; the permit is valid from {@code nbf} and before {@code exp}
     * @param status how the permit stands
     * @param optOuts whether those who opted out are left out
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record When(long now, long nbf, long exp, Status status, OptOuts optOuts) {
        public When {
            requireNonNull(status, "status is null");
            requireNonNull(optOuts, "optOuts is null");
        }
    }

    /**
     * What the list of revoked and suspended permits says of this one.
     *
     * @param iat when the list was signed, and {@code exp} until when it is to be believed; epoch seconds
     */
    public record Status(long iat, long exp, boolean revoked, boolean suspended) {
        public static Status of(StatusList list, String permit) {
            return new Status(list.iat(), list.exp(), list.revoked().contains(permit), list.suspended().contains(permit));
        }
    }

    /**
     * What the node does about those who opted out (Art 71).
     *
     * @param leftOut whether they are in no table that the question sees
     * @param asOf who had opted out at that time, epoch seconds
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record OptOuts(boolean leftOut, long asOf) {
    }

    /**
     * What the permit gives; datasets of every node that it names.
     *
     * @param iat when it was issued, epoch seconds
     * @param optOutException whether it was issued under Art 71(4)
     * @param noiseRho of release {@code noisy}: what its questions about one table may cost together
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PermitTerms(String id, long iat, Basis basis, List<String> persons, List<PermittedUse> datasets, List<String> questions, List<String> methods,
            ReleaseMode release, Thresholds thresholds, boolean pseudonymisedJustified, boolean optOutException, Optional<Double> noiseRho) {
        public PermitTerms {
            requireNonNull(id, "id is null");
            requireNonNull(basis, "basis is null");
            persons = List.copyOf(persons);
            datasets = List.copyOf(datasets);
            questions = List.copyOf(questions);
            methods = List.copyOf(methods);
            requireNonNull(release, "release is null");
            requireNonNull(thresholds, "thresholds is null");
        }

        public static PermitTerms of(Permit permit) {
            return new PermitTerms(permit.jti(), permit.iat(), permit.basis(), permit.persons().stream().map(Permit.Person::id).toList(),
                    permit.datasets().stream().map(dataset -> new PermittedUse(dataset.node(), dataset.table(), dataset.columns())).toList(),
                    permit.questions(), permit.methods(), permit.release(), permit.thresholds(), permit.pseudonymisedJustification().isPresent(),
                    permit.optOutException().isPresent(), permit.noiseBudget());
        }
    }

    public record PermittedUse(String node, String table, List<String> columns) {
        public PermittedUse {
            requireNonNull(node, "node is null");
            requireNonNull(table, "table is null");
            columns = List.copyOf(columns);
        }
    }

    /**
     * What the institution says in its configuration; its own bundle may say more.
     *
     * @param thresholds the institution's own; the stricter of these and the permit's are applied
     * @param releases the ways of release that it allows
     * @param noiseRho under release {@code noisy}: the largest budget that a permit may have for one of its tables
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record HolderTerms(Thresholds thresholds, List<ReleaseMode> releases, Optional<Double> noiseRho) {
        public static final HolderTerms DEFAULT = new HolderTerms(Thresholds.DEFAULT, List.of(ReleaseMode.REVIEWED));

        public HolderTerms {
            requireNonNull(thresholds, "thresholds is null");
            releases = List.copyOf(releases);
            requireNonNull(noiseRho, "noiseRho is null");
        }

        /** With no noisy release. */
        public HolderTerms(Thresholds thresholds, List<ReleaseMode> releases) {
            this(thresholds, releases, Optional.empty());
        }
    }
}
