package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing a description lacks or has wrong.
 *
 * @param about IRI or label of the node the rule was checked on
 * @param property IRI of the property, where the rule is about one
 * @param value what stands there, where it is wrong rather than missing
 * @param rule what must hold and how to mend it
 */
public record Finding(String about, Optional<String> property, Optional<String> value, LocalText rule) {
    public Finding {
        requireNonNull(about, "about is null");
        requireNonNull(property, "property is null");
        requireNonNull(value, "value is null");
        requireNonNull(rule, "rule is null");
    }

    @Override
    public String toString() {
        return "<" + about + ">" + property.map(iri -> " " + iri).orElse("") + value.map(text -> " = " + text).orElse("") + ": " + rule.en();
    }
}
