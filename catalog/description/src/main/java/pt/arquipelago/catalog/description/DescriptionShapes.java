package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;

/**
 * The rules a description keeps before the catalogue takes it: our own SHACL shapes, written from the specification, with messages in two
 * languages. Parsed once; safe to use from several threads.
 */
public final class DescriptionShapes {
    private final Graph source;
    private final Shapes shapes;

    private DescriptionShapes(Graph source) {
        this.source = source;
        this.shapes = Shapes.parse(source);
    }

    /** Mandatory properties and cardinalities of a NON_PUBLIC dataset in HealthDCAT-AP Release 8. */
    public static DescriptionShapes release8NonPublic() {
        return of("release8-non-public.ttl");
    }

    /** What the release recommends of such a dataset: advice, never a reason to refuse. */
    public static DescriptionShapes release8Recommended() {
        return of("release8-recommended.ttl");
    }

    /** What a catalogue, its records, services and series must say. */
    public static DescriptionShapes release8Catalog() {
        return of("release8-catalog.ttl");
    }

    /** What the FAIR Data Point asks of its root, of catalogues and of containers. */
    public static DescriptionShapes fairDataPoint() {
        return of("fair-data-point.ttl");
    }

    /** The shapes themselves, to be published; a copy. */
    public Model model() {
        Model copy = ModelFactory.createDefaultModel().add(ModelFactory.createModelForGraph(source));
        copy.setNsPrefixes(source.getPrefixMapping());
        return copy;
    }

    private static DescriptionShapes of(String resource) {
        Model model = ModelFactory.createDefaultModel();
        try (InputStream shapes = requireNonNull(DescriptionShapes.class.getResourceAsStream(resource), resource + " is missing")) {
            RDFDataMgr.read(model, shapes, Lang.TURTLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DescriptionShapes(model.getGraph());
    }

    public Conformance check(Model description) {
        ValidationReport report = ShaclValidator.get().validate(shapes, description.getGraph());
        List<Finding> findings = report.getEntries().stream().map(this::finding).distinct()
                .sorted(Comparator.comparing(Finding::toString)).toList();
        return new Conformance(findings, report.getModel());
    }

    private Finding finding(ReportEntry entry) {
        return new Finding(name(entry.focusNode()), Optional.ofNullable(entry.resultPath()).map(Object::toString),
                Optional.ofNullable(entry.value()).map(DescriptionShapes::name), rule(entry));
    }

    /** Jena's report keeps one message; both languages stand in the shape. */
    private LocalText rule(ReportEntry entry) {
        return new LocalText(message(entry, "pt"), message(entry, "en"));
    }

    private String message(ReportEntry entry, String language) {
        return source.find(entry.source(), SHACL.message, Node.ANY).mapWith(triple -> triple.getObject()).toList().stream()
                .filter(message -> language.equals(message.getLiteralLanguage())).map(Node::getLiteralLexicalForm)
                .findFirst().orElse(entry.message());
    }

    private static String name(Node node) {
        return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
    }
}
