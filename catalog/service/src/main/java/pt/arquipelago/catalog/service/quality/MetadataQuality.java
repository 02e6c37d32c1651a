package pt.arquipelago.catalog.service.quality;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;

/**
 * The points of the metadata quality assessment of data.europa.eu (MQA): 405 at most, in five dimensions. What that service finds out by calling
 * the addresses of distributions is not measured here, and counts as missing.
 */
public final class MetadataQuality {
    static final int MOST = 405;
    private static final String EU = "http://publications.europa.eu/resource/authority/";
    private static final String IANA = "https?://www\\.iana\\.org/assignments/media-types/.+";
    /** Of the EU's table of file types: formats a machine reads, and formats that belong to nobody. */
    private static final Set<String> OPEN = Set.of("CSV", "JSON", "JSON_LD", "XML", "RDF", "RDF_XML", "RDF_TURTLE", "RDF_N_TRIPLES", "PARQUET", "TSV", "GEOJSON", "HTML");
    private static final Property BYTE_SIZE = ResourceFactory.createProperty(DCAT.NS + "byteSize");

    private final List<Line> lines;

    private MetadataQuality(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    public enum Dimension {
        FINDABILITY, ACCESSIBILITY, INTEROPERABILITY, REUSABILITY, CONTEXTUALITY
    }

    /** From the best down. */
    public enum Rating {
        EXCELLENT(351), GOOD(221), SUFFICIENT(121), BAD(0);

        private final int from;

        Rating(int from) {
            this.from = from;
        }
    }

    /**
     * One thing points are given for.
     *
     * @param key its words are {@code mqa.{key}}
     * @param most points it could have
     * @param measured whether it can be known without calling other servers
     */
    public record Line(Dimension dimension, String key, int points, int most, boolean measured) {
        public Line {
            requireNonNull(dimension, "dimension is null");
            requireNonNull(key, "key is null");
        }
    }

    /** @param graph of a dataset that was checked on arrival */
    public static MetadataQuality of(Model graph, URI iri) {
        Resource dataset = graph.createResource(iri.toString());
        List<Resource> distributions = dataset.listProperties(DCAT.distribution).mapWith(statement -> statement.getObject()).filterKeep(RDFNode::isResource).mapWith(RDFNode::asResource).toList();
        List<Line> lines = new ArrayList<>();
        give(lines, Dimension.FINDABILITY, "keywords", 30, dataset.hasProperty(DCAT.keyword));
        give(lines, Dimension.FINDABILITY, "categories", 30, dataset.hasProperty(DCAT.theme));
        give(lines, Dimension.FINDABILITY, "spatial", 20, dataset.hasProperty(DCTerms.spatial));
        give(lines, Dimension.FINDABILITY, "temporal", 20, dataset.hasProperty(DCTerms.temporal));
        lines.add(new Line(Dimension.ACCESSIBILITY, "access-url", 0, 50, false));
        give(lines, Dimension.ACCESSIBILITY, "download-url", 20, any(distributions, DCAT.downloadURL));
        lines.add(new Line(Dimension.ACCESSIBILITY, "download-url-works", 0, 30, false));
        give(lines, Dimension.INTEROPERABILITY, "format", 20, any(distributions, DCTerms.format));
        give(lines, Dimension.INTEROPERABILITY, "media-type", 10, any(distributions, DCAT.mediaType));
        give(lines, Dimension.INTEROPERABILITY, "vocabulary", 10, matches(distributions, DCTerms.format, EU + "file-type/.+") && (!any(distributions, DCAT.mediaType) || matches(distributions, DCAT.mediaType, IANA)));
        give(lines, Dimension.INTEROPERABILITY, "non-proprietary", 20, open(distributions));
        give(lines, Dimension.INTEROPERABILITY, "machine-readable", 20, open(distributions));
        give(lines, Dimension.INTEROPERABILITY, "dcat-ap", 30, true);
        give(lines, Dimension.REUSABILITY, "licence", 20, any(distributions, DCTerms.license));
        give(lines, Dimension.REUSABILITY, "licence-vocabulary", 10, matches(distributions, DCTerms.license, EU + "licence/.+"));
        give(lines, Dimension.REUSABILITY, "access-rights", 10, dataset.hasProperty(DCTerms.accessRights));
        give(lines, Dimension.REUSABILITY, "access-rights-vocabulary", 5, matches(List.of(dataset), DCTerms.accessRights, EU + "access-right/.+"));
        give(lines, Dimension.REUSABILITY, "contact", 20, dataset.hasProperty(DCAT.contactPoint));
        give(lines, Dimension.REUSABILITY, "publisher", 10, dataset.hasProperty(DCTerms.publisher));
        give(lines, Dimension.CONTEXTUALITY, "rights", 5, any(distributions, DCTerms.rights));
        give(lines, Dimension.CONTEXTUALITY, "size", 5, any(distributions, BYTE_SIZE));
        give(lines, Dimension.CONTEXTUALITY, "issued", 5, dataset.hasProperty(DCTerms.issued));
        give(lines, Dimension.CONTEXTUALITY, "modified", 5, dataset.hasProperty(DCTerms.modified));
        return new MetadataQuality(lines);
    }

    private static void give(List<Line> lines, Dimension dimension, String key, int points, boolean earned) {
        lines.add(new Line(dimension, key, earned ? points : 0, points, true));
    }

    private static boolean any(List<Resource> subjects, Property property) {
        return subjects.stream().anyMatch(subject -> subject.hasProperty(property));
    }

    private static boolean matches(List<Resource> subjects, Property property, String pattern) {
        return subjects.stream().anyMatch(subject -> subject.listProperties(property).toList().stream().anyMatch(statement -> statement.getObject().toString().matches(pattern)));
    }

    private static boolean open(List<Resource> distributions) {
        return distributions.stream().anyMatch(distribution -> distribution.listProperties(DCTerms.format).toList().stream()
                .anyMatch(statement -> OPEN.contains(statement.getObject().toString().replace(EU + "file-type/", ""))));
    }

    public List<Line> lines() {
        return lines;
    }

    public List<Line> of(Dimension dimension) {
        return lines.stream().filter(line -> line.dimension() == dimension).toList();
    }

    public int points() {
        return lines.stream().mapToInt(Line::points).sum();
    }

    public Rating rating() {
        int points = points();
        return java.util.Arrays.stream(Rating.values()).filter(rating -> points >= rating.from).findFirst().orElseThrow();
    }

    /** What would raise the points, what raises them most first. */
    public List<Line> missing() {
        return lines.stream().filter(line -> line.points() < line.most()).sorted(java.util.Comparator.comparing(Line::most).reversed()).toList();
    }
}
