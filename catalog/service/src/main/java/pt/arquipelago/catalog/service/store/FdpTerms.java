package pt.arquipelago.catalog.service.store;

import java.time.Instant;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;

/** What the FAIR Data Point specification asks of every record, and the LDP containers that lead from one layer to the next. */
final class FdpTerms {
    static final String FDP = "https://w3id.org/fdp/fdp-o#";
    static final String LDP = "http://www.w3.org/ns/ldp#";
    static final String DATACITE = "http://purl.org/spar/datacite/";
    static final Resource FAIR_DATA_POINT = ResourceFactory.createResource(FDP + "FAIRDataPoint");
    static final Property CATALOG = ResourceFactory.createProperty(FDP + "metadataCatalog");
    static final Property CONFORMS_TO_SPECIFICATION = ResourceFactory.createProperty(FDP + "conformsToFdpSpec");
    static final Property IDENTIFIER = ResourceFactory.createProperty(FDP + "metadataIdentifier");
    static final Property ISSUED = ResourceFactory.createProperty(FDP + "metadataIssued");
    static final Property MODIFIED = ResourceFactory.createProperty(FDP + "metadataModified");
    static final Resource DIRECT_CONTAINER = ResourceFactory.createResource(LDP + "DirectContainer");
    static final Property CONTAINS = ResourceFactory.createProperty(LDP + "contains");
    private static final Property MEMBERSHIP_RESOURCE = ResourceFactory.createProperty(LDP + "membershipResource");
    private static final Property MEMBER_RELATION = ResourceFactory.createProperty(LDP + "hasMemberRelation");

    private FdpTerms() {}

    static void prefixes(Model model) {
        model.setNsPrefix("fdp-o", FDP).setNsPrefix("ldp", LDP).setNsPrefix("datacite", DATACITE);
    }

    /** @return the identifier's own resource, so that whoever takes the record away can take it out whole */
    static Resource record(Resource resource, Instant issued, Instant modified) {
        Resource identifier = resource.getModel().createResource(resource.getURI() + "#identifier")
                .addProperty(RDF.type, resource.getModel().createResource(DATACITE + "Identifier"))
                .addProperty(DCTerms.identifier, resource.getURI());
        resource.addProperty(IDENTIFIER, identifier)
                .addProperty(ISSUED, issued.toString(), XSDDatatype.XSDdateTime)
                .addProperty(MODIFIED, modified.toString(), XSDDatatype.XSDdateTime);
        return identifier;
    }

    static Resource container(Resource parent, String fragment, String title, Property relation) {
        return parent.getModel().createResource(parent.getURI() + "#" + fragment).addProperty(RDF.type, DIRECT_CONTAINER)
                .addProperty(DCTerms.title, title, "en").addProperty(MEMBERSHIP_RESOURCE, parent).addProperty(MEMBER_RELATION, relation);
    }
}
