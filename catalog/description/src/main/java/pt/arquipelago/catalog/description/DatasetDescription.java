package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One table at one institution, described for those who look for data. Says nothing of RDF: a {@link HealthDcatApMapper} turns it into the
 * vocabulary of a release, and back.
 *
 * @param variables columns in the order of the table; at least one, names unique
 * @param quality the quality and utility label (Article 78), if there is one
 * @param links what else there is to look at
 */
public record DatasetDescription(
        DatasetKey key, Texts texts, Parties parties, Classification classification, Figures figures, Coverage coverage, Access access, Origin origin,
        List<Variable> variables, Optional<QualityLabel> quality, Links links) {
    public DatasetDescription {
        requireNonNull(key, "key is null");
        requireNonNull(texts, "texts is null");
        requireNonNull(parties, "parties is null");
        requireNonNull(classification, "classification is null");
        requireNonNull(figures, "figures is null");
        requireNonNull(coverage, "coverage is null");
        requireNonNull(access, "access is null");
        requireNonNull(origin, "origin is null");
        variables = List.copyOf(variables);
        requireNonNull(quality, "quality is null");
        requireNonNull(links, "links is null");
        if (variables.isEmpty()) {
            throw new IllegalArgumentException("The description of '" + key.table() + "' has no variable: a table has columns.");
        }
        Set<String> names = new HashSet<>();
        variables.stream().filter(variable -> !names.add(variable.name())).findFirst().ifPresent(variable -> {
            throw new IllegalArgumentException("The variable '" + variable.name() + "' stands twice in the description of '" + key.table() + "'.");
        });
    }

    /** Identifier outside of any address: {@code {node}/{table}}. */
    public String identifier() {
        return key.node() + "/" + key.table();
    }
}
