package pt.arquipelago.catalog.service.web;

import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.LocalText;

/** What the records of the catalogue keep to: each profile (PROF) leads to its shapes (SHACL). */
final class Profiles {
    private static final String PROF = "http://www.w3.org/ns/dx/prof/";
    private static final String LDP = "http://www.w3.org/ns/ldp#";
    private static final String ROLE = "http://www.w3.org/ns/dx/prof/role/";

    private final List<Profile> all = List.of(
            new Profile("dataset", new LocalText("Conjunto de dados NON_PUBLIC, HealthDCAT-AP Release 8", "NON_PUBLIC dataset, HealthDCAT-AP Release 8"),
                    DescriptionShapes.release8NonPublic(), "http://healthdataportal.eu/ns/health#"),
            new Profile("catalog", new LocalText("Catálogo", "Catalogue"), DescriptionShapes.release8Catalog(), "http://healthdataportal.eu/ns/health#"),
            new Profile("fdp", new LocalText("FAIR Data Point", "FAIR Data Point"), DescriptionShapes.fairDataPoint(), "https://specs.fairdatapoint.org/fdp-specs-v1.2.html"));

    record Profile(String name, LocalText title, DescriptionShapes shapes, String of) {}

    Optional<Profile> find(String name) {
        return all.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** @param iri of the list, under which each has its own */
    Model list(String iri) {
        Model model = prefixed();
        Resource list = model.createResource(iri).addProperty(RDF.type, model.createResource(LDP + "BasicContainer"))
                .addProperty(DCTerms.title, "Perfis", "pt").addProperty(DCTerms.title, "Profiles", "en");
        for (Profile profile : all) {
            model.add(describe(profile, iri + "/" + profile.name()));
            list.addProperty(model.createProperty(LDP + "contains"), model.createResource(iri + "/" + profile.name()));
        }
        return model;
    }

    Model describe(Profile profile, String iri) {
        Model model = prefixed();
        Resource shapes = model.createResource(iri + "#shacl").addProperty(RDF.type, model.createResource(PROF + "ResourceDescriptor"))
                .addProperty(model.createProperty(PROF + "hasRole"), model.createResource(ROLE + "validation"))
                .addProperty(model.createProperty(PROF + "hasArtifact"), model.createResource(iri + "/shapes"))
                .addProperty(DCTerms.conformsTo, model.createResource("http://www.w3.org/ns/shacl#"))
                .addProperty(DCTerms.format, model.createResource("https://www.iana.org/assignments/media-types/text/turtle"));
        model.createResource(iri).addProperty(RDF.type, model.createResource(PROF + "Profile")).addProperty(RDF.type, DCTerms.Standard)
                .addProperty(DCTerms.title, profile.title().pt(), "pt").addProperty(DCTerms.title, profile.title().en(), "en")
                .addProperty(RDFS.label, profile.title().pt(), "pt").addProperty(RDFS.label, profile.title().en(), "en")
                .addProperty(model.createProperty(PROF + "isProfileOf"), model.createResource(profile.of()))
                .addProperty(model.createProperty(PROF + "hasToken"), profile.name())
                .addProperty(model.createProperty(PROF + "hasResource"), shapes);
        return model;
    }

    private static Model prefixed() {
        Model model = ModelFactory.createDefaultModel();
        model.setNsPrefix("prof", PROF).setNsPrefix("dct", DCTerms.NS).setNsPrefix("rdfs", RDFS.uri).setNsPrefix("ldp", LDP);
        return model;
    }
}
