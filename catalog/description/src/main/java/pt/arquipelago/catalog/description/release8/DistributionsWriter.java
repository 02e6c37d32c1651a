package pt.arquipelago.catalog.description.release8;

import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;
import pt.arquipelago.catalog.description.Access;
import pt.arquipelago.catalog.description.HolderRules;
import pt.arquipelago.catalog.description.Links;
import pt.arquipelago.catalog.description.LocalText;

/** The ways to the data: by question to the node's query service; the published figures (analytics); a generated sample, where there is one. */
final class DistributionsWriter {
    private static final LocalText RIGHTS = new LocalText(
            "Os dados não saem da instituição. Uma pergunta aprovada pelo organismo de acesso viaja até eles e só voltam agregados.",
            "The data do not leave the institution. A question approved by the access body travels to them and only aggregates come back.");
    private static final LocalText TERMS_OF_USE = new LocalText(
            "Utilização apenas ao abrigo de uma licença de acesso ou de um pedido aprovado, nos termos do Regulamento (UE) 2025/327.",
            "Use only under a data permit or an approved request, by Regulation (EU) 2025/327.");
    private static final LocalText QUERY = new LocalText("Consulta federada em SQL", "Federated query in SQL");
    private static final LocalText FIGURES = new LocalText("Números publicados", "Published figures");
    private static final LocalText SAMPLE = new LocalText("Amostra gerada", "Generated sample");
    private static final LocalText GENERATED = new LocalText("Linhas geradas a partir da descrição; nenhuma é de uma pessoa.", "Rows generated from the description; none is of a person.");

    private final Statements statements;
    private final Resource dataset;

    DistributionsWriter(Statements statements) {
        this.statements = statements;
        this.dataset = statements.dataset();
    }

    void write(LocalText title, Access access, Links links) {
        Resource applyAt = statements.outside(access.applyAt().toString(), FOAF.Document);
        Resource rights = statements.part("rights", DCTerms.RightsStatement);
        Statements.text(rights, RDFS.label, RIGHTS);
        Resource query = distribution("distribution", QUERY, RIGHTS, applyAt, Terms.PARQUET)
                .addProperty(DCTerms.rights, rights)
                .addProperty(DCTerms.license, licence())
                .addProperty(Terms.ACCESS_SERVICE, service(title, applyAt));
        dataset.addProperty(DCAT.distribution, query).addProperty(DCAT.landingPage, applyAt);
        dataset.addProperty(Terms.ANALYTICS, distribution("analytics", FIGURES, title, resource(dataset.getURI() + ".csv"), Terms.CSV).addProperty(DCTerms.rights, rights));
        links.sample().ifPresent(address -> dataset.addProperty(Terms.SAMPLE, distribution("sample", SAMPLE, GENERATED, resource(address.toString()), Terms.CSV)));
        links.related().forEach(other -> dataset.addProperty(DCTerms.relation, resource(other.toString())));
        links.referencedBy().forEach(page -> dataset.addProperty(DCTerms.isReferencedBy, resource(page.toString())));
        threshold("person", access.persons());
        access.others().forEach(this::threshold);
        holder(access.holder());
    }

    private Resource distribution(String fragment, LocalText title, LocalText description, Resource address, Resource format) {
        Resource distribution = statements.part(fragment, DCAT.Distribution)
                .addProperty(DCAT.accessURL, address)
                .addProperty(Terms.APPLICABLE_LEGISLATION, Terms.REGULATION)
                .addProperty(DCTerms.format, format);
        distribution.addProperty(DCAT.mediaType, statements.outside(Terms.MEDIA_TYPES + (format.equals(Terms.CSV) ? "text/csv" : "application/vnd.apache.parquet"), DCTerms.MediaType));
        Statements.text(distribution, DCTerms.title, title);
        Statements.text(distribution, DCTerms.description, description);
        return distribution;
    }

    private Resource licence() {
        Resource licence = statements.part("licence", DCTerms.LicenseDocument);
        Statements.text(licence, RDFS.label, TERMS_OF_USE);
        return licence;
    }

    /** The node opens no port of its own: its service is reached through the access body. */
    private Resource service(LocalText title, Resource endpoint) {
        Resource service = statements.part("service", DCAT.DataService)
                .addProperty(Terms.ENDPOINT, endpoint)
                .addProperty(Terms.SERVES, dataset)
                .addProperty(Terms.APPLICABLE_LEGISLATION, Terms.REGULATION)
                .addProperty(DCTerms.accessRights, Terms.NON_PUBLIC);
        Statements.text(service, DCTerms.title, new LocalText(QUERY.pt() + ": " + title.pt(), QUERY.en() + ": " + title.en()));
        Statements.text(service, DCTerms.description, RIGHTS);
        return service;
    }

    private void threshold(String type, int atLeast) {
        Resource threshold = statements.part("threshold-" + type, Terms.resource(Terms.OWN + "Threshold")).addProperty(Terms.OWN_PROTECTS, type);
        Statements.integer(threshold, Terms.OWN_AT_LEAST, atLeast);
        dataset.addProperty(Terms.OWN_THRESHOLD, threshold);
    }

    private void holder(HolderRules holder) {
        for (HolderRules.Rule rule : holder.rules()) {
            Resource part = statements.part("rule-" + rule.code(), Terms.resource(Terms.OWN + "HolderRule")).addProperty(DCTerms.identifier, rule.code());
            Statements.text(part, DCTerms.description, rule.text());
            dataset.addProperty(Terms.OWN_HOLDER_RULE, part);
        }
        if (holder.rounding() > 1) {
            Statements.integer(dataset, Terms.OWN_ROUNDING, holder.rounding());
        }
        holder.maskedColumns().forEach(column -> dataset.addProperty(Terms.OWN_MASKED, column));
        holder.conditions().forEach(condition -> dataset.addProperty(Terms.OWN_CONDITION, condition));
    }

    private Resource resource(String iri) {
        return dataset.getModel().createResource(iri);
    }
}
