package pt.arquipelago.catalog.description;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;

/**
 * What a check against shapes found.
 *
 * @param findings empty when the description conforms; ordered by node and property
 * @param report the same as a SHACL validation report
 */
public record Conformance(List<Finding> findings, Model report) {
    public Conformance {
        findings = List.copyOf(findings);
    }

    public boolean conforms() {
        return findings.isEmpty();
    }

    /** One finding a line. */
    public String text() {
        return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
