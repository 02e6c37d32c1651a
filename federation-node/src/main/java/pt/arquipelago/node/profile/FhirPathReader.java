package pt.arquipelago.node.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import pt.arquipelago.node.profile.FhirPath.Field;
import pt.arquipelago.node.profile.FhirPath.First;
import pt.arquipelago.node.profile.FhirPath.LowBoundary;
import pt.arquipelago.node.profile.FhirPath.Precision;
import pt.arquipelago.node.profile.FhirPath.ReferenceKey;
import pt.arquipelago.node.profile.FhirPath.ResourceKey;
import pt.arquipelago.node.profile.FhirPath.Step;
import pt.arquipelago.node.profile.FhirPath.Test;
import pt.arquipelago.node.profile.FhirPath.Where;

/** Reads a {@link FhirPath} (docs/fhir.md). What may hold free text, names or addresses of a person cannot be named. */
final class FhirPathReader {
    private static final Pattern TOKEN = Pattern.compile("\\s*('[^'\\\\]*'|[A-Za-z][A-Za-z0-9]*|[.()=])");
    private static final Set<String> NEVER = Set.of("text", "div", "name", "telecom", "photo", "note", "display", "line", "contact", "contained", "comment",
            "description", "conclusion", "presentedForm", "patientInstruction", "data", "title");
    private static final Set<String> IDENTIFYING = Set.of("identifier", "id", "reference");
    private static final Set<String> NEVER_TYPES = Set.of("string", "markdown", "base64Binary", "Attachment", "HumanName", "ContactPoint", "Annotation", "Address", "Identifier");

    private final String text;
    private final String resource;
    private final Tokens tokens;

    private FhirPathReader(String text, String resource) {
        this.text = text;
        this.resource = resource;
        this.tokens = new Tokens(text, TOKEN);
    }

    /**
     * @param identifier whether the column becomes a pseudonym: only then may the path go through {@code identifier}
     * @throws IllegalArgumentException with what is wrong, which names words of the profile only
     */
    static FhirPath read(String text, String resource, boolean identifier) {
        FhirPathReader reader = new FhirPathReader(text, resource);
        List<Step> steps = reader.steps();
        FhirPath path = new FhirPath(reader.text, steps);
        if (!identifier && path.fields().stream().anyMatch(IDENTIFYING::contains)) {
            throw new IllegalArgumentException("an identifier, id or reference needs a column of class identifier");
        }
        return path;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        do {
            if (steps.stream().anyMatch(FhirPathReader::isLast)) {
                throw new IllegalArgumentException("nothing but first() stands behind a key, lowBoundary() or precision()");
            }
            step(steps);
            while (tokens.peek().equals(".") && tokens.peek(1).equals("first")) {
                tokens.next();
                tokens.next();
                brackets();
                steps.add(new First());
            }
        } while (tokens.take("."));
        if (!tokens.isAtEnd()) {
            throw new IllegalArgumentException("expected '.' or the end; found " + tokens.peek());
        }
        return steps;
    }

    private void step(List<Step> steps) {
        String name = tokens.next();
        if (!name.matches("[A-Za-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("expected an element or a function; found " + name);
        }
        if (!tokens.peek().equals("(")) {
            steps.add(new Field(allowed(name)));
            return;
        }
        switch (name) {
            case "where" -> steps.add(where());
            case "ofType" -> steps.add(ofType(steps));
            case "extension" -> {
                steps.add(new Field("extension"));
                tokens.expect("(");
                steps.add(new Where(List.of(new Test(List.of("url"), literal()))));
                tokens.expect(")");
            }
            case "getReferenceKey" -> {
                tokens.expect("(");
                steps.add(new Field("reference"));
                steps.add(new ReferenceKey(tokens.next()));
                tokens.expect(")");
            }
            case "getResourceKey" -> {
                brackets();
                steps.add(new Field("id"));
                steps.add(new ResourceKey(resource));
            }
            case "lowBoundary" -> {
                brackets();
                steps.add(new LowBoundary());
            }
            case "precision" -> {
                brackets();
                steps.add(new Precision());
            }
            default -> throw new IllegalArgumentException("expected where, ofType, extension, first, getReferenceKey, getResourceKey, lowBoundary or precision; found " + name);
        }
    }

    /** {@code value.ofType(Quantity)} stands in JSON as {@code valueQuantity}. */
    private Step ofType(List<Step> steps) {
        if (steps.isEmpty() || !(steps.remove(steps.size() - 1) instanceof Field choice)) {
            throw new IllegalArgumentException("ofType stands behind an element");
        }
        tokens.expect("(");
        String type = tokens.next();
        tokens.expect(")");
        if (NEVER_TYPES.contains(type)) {
            throw new IllegalArgumentException("what is of type " + type + " may name a person and never enters");
        }
        return new Field(choice.name() + Character.toUpperCase(type.charAt(0)) + type.substring(1));
    }

    private Where where() {
        List<Test> tests = new ArrayList<>();
        tokens.expect("(");
        do {
            List<String> fields = new ArrayList<>();
            do {
                fields.add(tokens.next());
            } while (tokens.take("."));
            tokens.expect("=");
            tests.add(new Test(fields, literal()));
        } while (tokens.take("and"));
        tokens.expect(")");
        return new Where(tests);
    }

    private static String allowed(String name) {
        boolean never = NEVER.contains(name) || NEVER_TYPES.stream().anyMatch(type -> name.equals("value" + Character.toUpperCase(type.charAt(0)) + type.substring(1)));
        if (never) {
            throw new IllegalArgumentException("'" + name + "' may name a person and never enters");
        }
        return name;
    }

    private static boolean isLast(Step step) {
        return step instanceof ReferenceKey || step instanceof ResourceKey || step instanceof LowBoundary || step instanceof Precision;
    }

    private String literal() {
        String token = tokens.next();
        if (!token.startsWith("'")) {
            throw new IllegalArgumentException("expected a 'text'; found " + token);
        }
        return token.substring(1, token.length() - 1);
    }

    private void brackets() {
        tokens.expect("(");
        tokens.expect(")");
    }
}
