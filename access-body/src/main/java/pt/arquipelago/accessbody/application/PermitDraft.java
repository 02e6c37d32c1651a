package pt.arquipelago.accessbody.application;

import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.catalog.CatalogClient;
import pt.arquipelago.accessbody.catalog.Dataset;
import pt.arquipelago.accessbody.database.Ids;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.policies.permit.ApplicantKind;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.permit.Thresholds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** Turns an application and the decision on it into the permit that is signed (Art 68(10)). */
public final class PermitDraft {
    private final CatalogClient catalog;
    private final String issuer;
    private final Clock clock;

    public PermitDraft(CatalogClient catalog, String issuer, Clock clock) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.issuer = requireNonNull(issuer, "issuer is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    Permit of(Application application, Account applicant, Decision decision) {
        ApplicationContent content = application.content();
        Instant now = clock.instant();
        int days = Math.min(content.validDays(), decision.validDays().orElse(content.validDays()));
        if (days < 1) {
            throw Problem.invalid("valid_days must be at least 1.");
        }
        return new Permit(issuer, Ids.next("p"), now.getEpochSecond(), now.getEpochSecond(), now.plus(Duration.ofDays(days)).getEpochSecond(),
                content.basis(), content.release().orElse(ReleaseMode.REVIEWED), content.purpose().orElseThrow(), applicant(content, applicant), persons(content, applicant),
                content.datasets().stream().map(this::dataset).toList(), content.questions().stream().map(Question::digest).distinct().toList(),
                List.of("sql"), decision.thresholds().orElse(Thresholds.DEFAULT), decision.conditions(), content.pseudonymisedJustification(), optOutException(content, applicant),
                content.noise());
    }

    /** Who approves an application that invokes Art 71(4) approves the exception with it. */
    private static Optional<String> optOutException(ApplicationContent content, Account applicant) {
        content.optOutException().ifPresent(text -> {
            if (!Permit.allowsOptOutException(content.purpose().orElseThrow(), applicant(content, applicant))) {
                throw Problem.invalid("The exception of Article 71(4) is for a public body, or one mandated by it, and the purposes 53(1)(a), (b), (c) and (e).");
            }
        });
        return content.optOutException();
    }

    private static Permit.Applicant applicant(ApplicationContent content, Account applicant) {
        return content.organisation()
                .map(organisation -> new Permit.Applicant(organisation.name(), organisation.kind(), organisation.mandatedBy()))
                .orElseGet(() -> new Permit.Applicant(applicant.organisation(), ApplicantKind.PRIVATE, Optional.empty()));
    }

    private static List<Permit.Person> persons(ApplicationContent content, Account applicant) {
        var persons = new ArrayList<>(content.persons());
        if (persons.stream().noneMatch(person -> person.id().equals(applicant.id()))) {
            persons.add(0, new Permit.Person(applicant.id(), applicant.displayName(), "principal_investigator"));
        }
        return List.copyOf(persons);
    }

    /** Pseudonyms are implied by every permit, so they are not listed. */
    private Permit.PermittedDataset dataset(ApplicationContent.RequestedDataset requested) {
        Dataset dataset = catalog.dataset(requested.node(), requested.table()).orElseThrow(() -> new Problem(ProblemCode.UNKNOWN_DATASET,
                "The catalogue no longer has " + requested.node() + "/" + requested.table() + "."));
        Set<String> identifiers = dataset.variables().stream().filter(Dataset.Variable::identifier).map(Dataset.Variable::name).collect(Collectors.toSet());
        List<String> columns = requested.columns().stream().filter(column -> !identifiers.contains(column)).toList();
        if (columns.isEmpty()) {
            throw Problem.invalid("Of " + requested.node() + "/" + requested.table() + " only pseudonyms were asked for; name a column.");
        }
        return new Permit.PermittedDataset(dataset.iri(), requested.node(), requested.table(), columns);
    }
}
