package pt.arquipelago.catalog.description;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.jena.rdf.model.Model;

/**
 * One release of HealthDCAT-AP. A release comes about every four months: each is one implementation, and nothing outside knows its terms.
 * <p>{@code read(write(d)) = d} for every description.
 */
public interface HealthDcatApMapper {
    /** Name of the release, such as {@code HealthDCAT-AP Release 8}. */
    String release();

    /** The namespaces of its terms, by their usual prefixes. */
    Map<String, String> prefixes();

    /** The description as RDF; the dataset's IRI is {@code {base}/datasets/{node}/{table}}. */
    Model write(DatasetDescription description, URI base);

    /**
     * The description of a dataset in a graph that {@link #write} made.
     *
     * @throws UnreadableDescription if the graph lacks what such a graph has
     */
    DatasetDescription read(Model graph, URI dataset);

    /** IRIs of the datasets in a graph, sorted. */
    List<URI> datasets(Model graph);
}
