package pt.arquipelago.catalog.description.release8;

import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.VCARD4;
import pt.arquipelago.catalog.description.Agent;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.Parties;

/** Organisations, each with exactly one contact point, and the contact of the dataset itself. */
final class PartiesWriter {
    private static final Resource CONTACT_POINT = Terms.resource(Terms.CV + "ContactPoint");

    private final Statements statements;

    PartiesWriter(Statements statements) {
        this.statements = statements;
    }

    void write(Parties parties) {
        Resource custodian = agent("custodian", parties.custodian());
        statements.dataset()
                .addProperty(DCTerms.publisher, agent("publisher", parties.publisher()))
                .addProperty(Terms.CUSTODIAN, custodian)
                .addProperty(DCTerms.creator, custodian)
                .addProperty(Terms.HDAB, agent("hdab", parties.accessBody()))
                .addProperty(DCAT.contactPoint, kind(parties.contact()));
    }

    private Resource agent(String fragment, Agent agent) {
        Resource resource = statements.part(fragment, FOAF.Agent)
                .addProperty(DCTerms.type, statements.dataset().getModel().createResource(Terms.EHDS + "publisher-type/" + agent.kind().code()))
                .addProperty(Terms.CONTACT_POINT, contactPoint(fragment + "-contact", agent.contact()))
                .addLiteral(Terms.TRUSTED_HOLDER, agent.trustedHolder());
        Statements.text(resource, FOAF.name, agent.name());
        return resource;
    }

    private Resource contactPoint(String fragment, Contact contact) {
        Resource point = statements.part(fragment, CONTACT_POINT);
        contact.email().ifPresent(address -> point.addProperty(Terms.EMAIL, address));
        contact.page().ifPresent(page -> point.addProperty(Terms.CONTACT_PAGE, point.getModel().createResource(page.toString())));
        return point;
    }

    private Resource kind(Contact contact) {
        Resource kind = statements.part("contact", VCARD4.Kind);
        contact.email().ifPresent(address -> kind.addProperty(VCARD4.hasEmail, kind.getModel().createResource("mailto:" + address)));
        contact.page().ifPresent(page -> kind.addProperty(VCARD4.hasURL, kind.getModel().createResource(page.toString())));
        return kind;
    }
}
