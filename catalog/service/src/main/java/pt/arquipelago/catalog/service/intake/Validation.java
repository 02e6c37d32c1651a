package pt.arquipelago.catalog.service.intake;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.description.Conformance;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.Finding;
import pt.arquipelago.catalog.description.LocalText;

/** A check of a description that nobody need sign and that nothing is kept of. */
public final class Validation {
    private static final String BASE = "urn:arquipelago:validated";
    private static final LocalText NO_DATASET = new LocalText("O grafo não descreve nenhum dcat:Dataset; descreva pelo menos um.", "The graph describes no dcat:Dataset; describe at least one.");

    private final DescriptionShapes rules = DescriptionShapes.release8NonPublic();
    private final DescriptionShapes advice = DescriptionShapes.release8Recommended();
    private final Map<String, DescriptionShapes> others = Map.of("catalog", DescriptionShapes.release8Catalog(), "fdp", DescriptionShapes.fairDataPoint());

    /**
     * @param rules what must hold: nothing found means that it conforms
     * @param advice what the release recommends and the description lacks
     */
    public record Report(String profile, long statements, Conformance rules, List<Finding> advice) {
        public Report {
            requireNonNull(profile, "profile is null");
            requireNonNull(rules, "rules is null");
            advice = List.copyOf(advice);
        }
    }

    /**
     * @param profile {@code dataset}, {@code catalog} or {@code fdp}
     * @return empty if there is no such profile
     * @throws NotAccepted if it is no RDF that can be read
     */
    public Optional<Report> check(String profile, byte[] body, Lang lang) {
        if (!profile.equals("dataset") && !others.containsKey(profile)) {
            return Optional.empty();
        }
        Model graph = CarefulReader.read(body, lang, BASE);
        return Optional.of(profile.equals("dataset") ? dataset(graph) : new Report(profile, graph.size(), others.get(profile).check(graph), List.of()));
    }

    private Report dataset(Model graph) {
        Conformance conformance = rules.check(graph);
        if (!graph.contains(null, RDF.type, DCAT.Dataset)) {
            conformance = new Conformance(List.of(new Finding(BASE, Optional.empty(), Optional.empty(), NO_DATASET)), conformance.report());
        }
        return new Report("dataset", graph.size(), conformance, advice.check(graph).findings());
    }
}
