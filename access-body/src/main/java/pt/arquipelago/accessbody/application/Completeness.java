package pt.arquipelago.accessbody.application;

import pt.arquipelago.accessbody.catalog.CatalogClient;
import pt.arquipelago.accessbody.catalog.Dataset;
import pt.arquipelago.accessbody.config.Suggestion;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.policies.permit.ApplicantKind;
import pt.arquipelago.policies.permit.Basis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Whether an application can be taken in: every field that Art 67(2) demands, datasets that exist, a purpose that is open to the applicant. */
final class Completeness {
    private final CatalogClient catalog;

    Completeness(CatalogClient catalog) {
        this.catalog = requireNonNull(catalog, "catalog is null");
    }

    /** @throws Problem naming everything that is missing at once */
    void require(ApplicationContent content) {
        List<String> missing = missing(content);
        if (!missing.isEmpty()) {
            throw Problem.invalid("The application lacks: " + String.join(", ", missing) + ".");
        }
        requireOpenPurpose(content);
        content.datasets().forEach(this::requireKnown);
    }

    private static List<String> missing(ApplicationContent content) {
        var missing = new ArrayList<String>();
        absent(missing, content.purpose(), "purpose (Art 67(2)(b))");
        absent(missing, content.intendedUse().filter(text -> !text.isBlank()), "intended_use (Art 67(2)(c))");
        absent(missing, content.safeguards().filter(text -> !text.isBlank()), "safeguards (Art 67(2)(g))");
        if (content.datasets().isEmpty()) {
            missing.add("datasets (Art 67(2)(d))");
        }
        content.datasets().stream().filter(dataset -> dataset.columns().isEmpty())
                .forEach(dataset -> missing.add("columns of " + dataset.node() + "/" + dataset.table() + " (only what is needed is permitted)"));
        if (content.pseudonymisedJustification().isPresent()) {
            absent(missing, content.legalBasis(), "legal_basis (Art 67(4): Art 6(1) GDPR)");
        }
        if (content.basis() == Basis.ART69 && content.questions().isEmpty()) {
            missing.add("questions (a request under Art 69 names them)");
        }
        if (content.basis() == Basis.ART68 && !content.questions().isEmpty()) {
            throw Problem.invalid("questions belong to a request under Art 69 (basis: art69); a data permit leaves them open.");
        }
        return missing;
    }

    private static void absent(List<String> missing, Optional<?> field, String name) {
        if (field.isEmpty()) {
            missing.add(name);
        }
    }

    private static void requireOpenPurpose(ApplicationContent content) {
        String article = content.purpose().orElseThrow().article();
        boolean reserved = List.of("53(1)(a)", "53(1)(b)", "53(1)(c)").contains(article);
        boolean entitled = content.organisation()
                .map(organisation -> organisation.kind() == ApplicantKind.PUBLIC || organisation.mandatedBy().isPresent())
                .orElse(false);
        if (reserved && !entitled) {
            throw new Problem(ProblemCode.PURPOSE_RESERVED, article + " is reserved for public bodies and those they mandate (Art 53(2)).");
        }
    }

    private void requireKnown(ApplicationContent.RequestedDataset requested) {
        Dataset dataset = catalog.dataset(requested.node(), requested.table()).orElseThrow(() -> new Problem(ProblemCode.UNKNOWN_DATASET,
                "The catalogue has no " + requested.node() + "/" + requested.table() + "."));
        if (!requested.iri().orElse(dataset.iri()).equals(dataset.iri())) {
            throw new Problem(ProblemCode.UNKNOWN_DATASET, "The catalogue's name for " + requested.node() + "/" + requested.table() + " is " + dataset.iri() + ".");
        }
        List<String> known = dataset.variables().stream().map(Dataset.Variable::name).toList();
        for (String column : requested.columns()) {
            if (!known.contains(column)) {
                String near = Suggestion.nearest(column, known).map(name -> " Did you mean " + name + "?").orElse("");
                throw new Problem(ProblemCode.UNKNOWN_COLUMN, requested.node() + "/" + requested.table() + " has no column " + column + "." + near);
            }
        }
    }
}
