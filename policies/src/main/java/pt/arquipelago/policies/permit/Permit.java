package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A data permit (Art 68) or an approved request (Art 69), signed by the data access body: {@code arquipelago-permit+jwt}.
 *
 * @param iss the data access body
 * @param jti id of the permit
 * @param iat issued at, {@code nbf} valid from, {@code exp} valid before; epoch seconds
 * @param questions digests of the approved questions: some under art69, none under art68
 * @param methods what may be asked with: {@code sql}
 * @param optOutException why also those who opted out are among the persons (Art 71(4)); absent: they are left out
 * @param pseudonymisedJustification why pseudonymised records are needed (Art 66(3)); absent: statistics only
 * @param conditions further conditions, as texts (Art 68(10)(h))
 * @param noise of release {@code noisy} alone: the budget for each table of each node, and how much one person counts for unless a question says otherwise
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Permit(String iss, String jti, long iat, long nbf, long exp, Basis basis, ReleaseMode release, Purpose purpose,
        Applicant applicant, List<Person> persons, List<PermittedDataset> datasets, List<String> questions, List<String> methods,
        Thresholds thresholds, List<String> conditions, Optional<String> pseudonymisedJustification, Optional<String> optOutException,
        Optional<NoiseLimits> noise) {

    /** Of a permit that says nothing of noise. */
    public Permit(String iss, String jti, long iat, long nbf, long exp, Basis basis, ReleaseMode release, Purpose purpose,
            Applicant applicant, List<Person> persons, List<PermittedDataset> datasets, List<String> questions, List<String> methods,
            Thresholds thresholds, List<String> conditions, Optional<String> pseudonymisedJustification, Optional<String> optOutException) {
        this(iss, jti, iat, nbf, exp, basis, release, purpose, applicant, persons, datasets, questions, methods, thresholds, conditions, pseudonymisedJustification,
                optOutException, Optional.empty());
    }

    public Permit {
        Require.party(iss, "iss");
        Require.id(jti, "jti");
        Require.order(iat, exp, "iat and exp");
        Require.order(nbf, exp, "nbf and exp");
        requireNonNull(basis, "basis is null");
        requireNonNull(release, "release is null");
        requireNonNull(purpose, "purpose is null");
        requireNonNull(applicant, "applicant is null");
        persons = Require.some(persons, "persons");
        datasets = Require.some(datasets, "datasets");
        questions = Require.unique(questions, "questions");
        questions.forEach(question -> Require.digest(question, "a question"));
        if (questions.isEmpty() == (basis == Basis.ART69)) {
            throw new IllegalArgumentException("questions must be given under art69, and only there");
        }
        methods = Require.some(methods, "methods");
        methods.forEach(method -> Require.id(method, "a method"));
        requireNonNull(thresholds, "thresholds is null");
        conditions = List.copyOf(conditions);
        conditions.forEach(condition -> Require.text(condition, "a condition"));
        requireNonNull(pseudonymisedJustification, "pseudonymisedJustification is null").ifPresent(text -> Require.text(text, "pseudonymised_justification"));
        requireNonNull(optOutException, "optOutException is null").ifPresent(text -> Require.text(text, "opt_out_exception"));
        if (optOutException.isPresent() && !allowsOptOutException(purpose, applicant)) {
            throw new IllegalArgumentException("opt_out_exception is for a public body, or one mandated by it, and the purposes 53(1)(a), (b), (c) and (e)");
        }
        if (requireNonNull(noise, "noise is null").isPresent() && release != ReleaseMode.NOISY) {
            throw new IllegalArgumentException("noise is given with release noisy alone");
        }
        requireOneOfEach(persons, datasets);
    }

    /** What all questions about one table of one node may cost together; empty unless the release is noisy. */
    public Optional<Double> noiseBudget() {
        return release == ReleaseMode.NOISY ? Optional.of(noise.flatMap(NoiseLimits::rho).orElse(NoiseLimits.BUDGET)) : Optional.empty();
    }

    /** Whether Art 71(4) can be invoked at all: a public task, for public health, policy, statistics or research of important public interest. */
    public static boolean allowsOptOutException(Purpose purpose, Applicant applicant) {
        return purpose.article().matches("53\\(1\\)\\([abce]\\)") && (applicant.kind() == ApplicantKind.PUBLIC || applicant.mandatedBy().isPresent());
    }

    private static void requireOneOfEach(List<Person> persons, List<PermittedDataset> datasets) {
        Require.unique(persons.stream().map(Person::id).toList(), "ids of persons");
        Require.unique(datasets.stream().map(dataset -> dataset.node() + "/" + dataset.table()).toList(), "tables of datasets");
    }

    /** The purpose by its article, for instance {@code 53(1)(e)}, and in words. */
    public record Purpose(String article, String text) {
        public Purpose {
            if (!article.matches("53\\(1\\)\\([a-f]\\)")) {
                throw new IllegalArgumentException("article must be one of 53(1)(a) to 53(1)(f)");
            }
            Require.text(text, "text");
        }
    }

    /**
     * Who applied.
     *
     * @param mandatedBy the public body that gave the mandate of Art 53(2), if one did
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Applicant(String organisation, ApplicantKind kind, Optional<String> mandatedBy) {
        public Applicant {
            Require.text(organisation, "organisation");
            requireNonNull(kind, "kind is null");
            requireNonNull(mandatedBy, "mandatedBy is null").ifPresent(body -> Require.text(body, "mandated_by"));
        }

        public Applicant(String organisation, ApplicantKind kind) {
            this(organisation, kind, Optional.empty());
        }
    }

    /** An authorised person (Art 68(10)(d)). */
    public record Person(String id, String name, String role) {
        public Person {
            Require.party(id, "id");
            Require.text(name, "name");
            Require.text(role, "role");
        }
    }

    /** A table of a node with its permitted columns. Pseudonyms are implied: they join and count only. */
    public record PermittedDataset(String iri, String node, String table, List<String> columns) {
        public PermittedDataset {
            Require.text(iri, "iri");
            Require.node(node);
            Require.table(table);
            columns = Require.some(columns, "columns");
            columns.forEach(Require::column);
        }

        /** The name in questions: the table's without {@code source_}. */
        public String view() {
            return table.startsWith("source_") ? table.substring("source_".length()) : table;
        }
    }

    /** What this permit gives at one node. */
    public List<PermittedDataset> datasetsAt(String node) {
        return datasets.stream().filter(dataset -> dataset.node().equals(node)).toList();
    }

    public boolean names(String person) {
        return persons.stream().anyMatch(authorised -> authorised.id().equals(person));
    }
}
