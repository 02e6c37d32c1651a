package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where a value stands in a FHIR resource: the part of FHIRPath that SQL on FHIR's views need, and no more (docs/fhir.md).
 *
 * @param text as the profile writes it
 */
public record FhirPath(String text, List<Step> steps) {
    /** One step of a path, from all values that the steps before it found. */
    public sealed interface Step {}

    /** The values of an element; those of a list one by one. */
    public record Field(String name) implements Step {
        public Field {
            requireNonNull(name, "name is null");
        }
    }

    /** The first of them. */
    public record First() implements Step {}

    /** Those for which all tests hold. */
    public record Where(List<Test> tests) implements Step {
        public Where {
            tests = List.copyOf(tests);
        }
    }

    /** That one of the values at {@code fields} is {@code literal}. */
    public record Test(List<String> fields, String literal) {
        public Test {
            fields = List.copyOf(fields);
            requireNonNull(literal, "literal is null");
        }
    }

    /** What a reference names, where that is of the type: {@code Patient/12}. */
    public record ReferenceKey(String type) implements Step {
        public ReferenceKey {
            requireNonNull(type, "type is null");
        }
    }

    /** What references name the resource by: its type before its id. */
    public record ResourceKey(String type) implements Step {
        public ResourceKey {
            requireNonNull(type, "type is null");
        }
    }

    /** The first day of a date that is known by its year or month alone. */
    public record LowBoundary() implements Step {}

    /** How much of a date is known: {@code year}, {@code month}, {@code day}. */
    public record Precision() implements Step {}

    public FhirPath {
        requireNonNull(text, "text is null");
        steps = List.copyOf(steps);
    }

    /** The elements it goes through, in their order, without those of its tests. */
    public List<String> fields() {
        return steps.stream().filter(Field.class::isInstance).map(step -> ((Field) step).name()).toList();
    }
}
