package pt.arquipelago.catalog.description;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;

/** A description as the Turtle that is sent to the catalogue, for callers who know nothing of RDF. */
public final class TurtleText {
    private TurtleText() {}

    /** UTF-8. */
    public static byte[] of(DatasetDescription description, HealthDcatApMapper mapper, URI base) {
        Model graph = mapper.write(description, base);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RDFDataMgr.write(out, graph, Lang.TURTLE);
        return out.toByteArray();
    }
}
