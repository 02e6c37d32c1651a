package pt.arquipelago.catalog.description.release8;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.HealthDcatApMapper;
import pt.arquipelago.catalog.description.UnreadableDescription;

/** HealthDCAT-AP Release 8, September 2026. */
public final class Release8Mapper implements HealthDcatApMapper {
    @Override
    public String release() {
        return "HealthDCAT-AP Release 8";
    }

    @Override
    public Map<String, String> prefixes() {
        return Terms.prefixes();
    }

    @Override
    public Model write(DatasetDescription description, URI base) {
        return new DatasetWriter(requireNonNull(description, "description is null"), requireNonNull(base, "base is null")).write();
    }

    @Override
    public DatasetDescription read(Model graph, URI dataset) {
        try {
            return new DatasetReader(graph.createResource(dataset.toString())).read();
        } catch (UnreadableDescription e) {
            throw e;
        } catch (RuntimeException e) {
            // Values of wrong form surface from many places: number, date, enum, address. The graph came from outside, so all of them mean one thing.
            throw new UnreadableDescription("<" + dataset + "> has a value that is not of the form " + release() + " asks for: " + e.getMessage(), e);
        }
    }

    @Override
    public List<URI> datasets(Model graph) {
        return graph.listSubjectsWithProperty(RDF.type, DCAT.Dataset).filterKeep(subject -> subject.isURIResource())
                .mapWith(subject -> URI.create(subject.getURI())).toList().stream().sorted().toList();
    }
}
