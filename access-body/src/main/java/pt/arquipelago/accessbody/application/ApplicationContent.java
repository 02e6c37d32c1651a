package pt.arquipelago.accessbody.application;

import pt.arquipelago.policies.permit.ApplicantKind;
import pt.arquipelago.policies.permit.Basis;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.ReleaseMode;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What an application says: the fields of Art 67(2), and the questions of a request under Art 69. A draft may lack
 * anything but its title; {@link Completeness} says what is missing.
 *
 * @param organisation (a) who applies
 * @param function (a) the applicant's function there
 * @param persons (a) who will use the data; the applicant is added if absent
 * @param purpose (b) article of Art 53(1) and words
 * @param intendedUse (c) what for, and the benefit expected
 * @param datasets (d) tables and columns
 * @param pseudonymisedJustification (e) why anonymised statistics alone would not do; absent: they do
 * @param ownDatasets (f) data the applicant brings in
 * @param safeguards (g) against misuse
 * @param validDays (h) for how long, at most ten years
 * @param tools (i) what is needed to compute
 * @param ethics (j) assessment of ethics
 * @param optOutException (k) justification under Art 71(4)
 * @param legalBasis Art 6(1) GDPR, when pseudonymised
 * @param release the way in which results are to leave; absent: reviewed
 * @param noise with release noisy: the budget that is asked for, and how much one person counts for
 */
public record ApplicationContent(
        String title,
        Basis basis,
        Optional<Organisation> organisation,
        Optional<String> function,
        List<Permit.Person> persons,
        Optional<Permit.Purpose> purpose,
        Optional<String> intendedUse,
        List<RequestedDataset> datasets,
        Optional<String> pseudonymisedJustification,
        Optional<String> ownDatasets,
        Optional<String> safeguards,
        int validDays,
        Optional<String> tools,
        Optional<String> ethics,
        Optional<String> optOutException,
        Optional<String> legalBasis,
        List<Question> questions,
        Optional<ReleaseMode> release,
        Optional<NoiseLimits> noise) {
    public static final int MAX_DAYS = 3650;
    public static final int DEFAULT_DAYS = 365;

    public ApplicationContent {
        if (requireNonNull(title, "title is null").isBlank() || title.length() > 300) {
            throw new IllegalArgumentException("title must have 1 to 300 characters");
        }
        basis = basis == null ? Basis.ART68 : basis;
        persons = persons == null ? List.of() : List.copyOf(persons);
        datasets = datasets == null ? List.of() : List.copyOf(datasets);
        questions = questions == null ? List.of() : List.copyOf(questions);
        release = release == null ? Optional.empty() : release;
        noise = noise == null ? Optional.empty() : noise;
        if (noise.isPresent() && !release.equals(Optional.of(ReleaseMode.NOISY))) {
            throw new IllegalArgumentException("noise is given with release noisy alone");
        }
        validDays = validDays == 0 ? DEFAULT_DAYS : validDays;
        if (validDays < 1 || validDays > MAX_DAYS) {
            throw new IllegalArgumentException("valid_days must be between 1 and " + MAX_DAYS);
        }
    }

    /** With the default way of release. */
    public ApplicationContent(String title, Basis basis, Optional<Organisation> organisation, Optional<String> function, List<Permit.Person> persons,
            Optional<Permit.Purpose> purpose, Optional<String> intendedUse, List<RequestedDataset> datasets, Optional<String> pseudonymisedJustification,
            Optional<String> ownDatasets, Optional<String> safeguards, int validDays, Optional<String> tools, Optional<String> ethics, Optional<String> optOutException,
            Optional<String> legalBasis, List<Question> questions) {
        this(title, basis, organisation, function, persons, purpose, intendedUse, datasets, pseudonymisedJustification, ownDatasets, safeguards, validDays, tools, ethics,
                optOutException, legalBasis, questions, Optional.empty(), Optional.empty());
    }

    /** @param mandatedBy the public body that gave a mandate (Art 53(2)), if one did */
    public record Organisation(String name, ApplicantKind kind, Optional<String> mandatedBy) {
        public Organisation {
            requireNonNull(name, "name is null");
            requireNonNull(kind, "kind is null");
        }
    }

    /**
     * @param iri the catalogue's name for it; may be left out
     * @param columns only those that are needed; pseudonyms are implied by every permit
     */
    public record RequestedDataset(String node, String table, Optional<String> iri, List<String> columns) {
        public RequestedDataset {
            requireNonNull(node, "node is null");
            requireNonNull(table, "table is null");
            columns = columns == null ? List.of() : columns.stream().distinct().toList();
        }

        public RequestedDataset(String node, String table, List<String> columns) {
            this(node, table, Optional.empty(), columns);
        }
    }
}
