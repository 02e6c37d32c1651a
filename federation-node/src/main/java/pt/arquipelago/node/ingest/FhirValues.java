package pt.arquipelago.node.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pt.arquipelago.node.profile.FhirPath;

/** What a path finds in a resource. */
final class FhirValues {
    /** Relative or absolute, of any version of the resource; or by an identifier. */
    private static final Pattern REFERENCE = Pattern.compile("(?:https?://[^\\s?]*/)?([A-Z][A-Za-z]+)(?:/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?|(\\?identifier=\\S+))");
    /** What stands for the id of one who is the same in several documents ({@link FhirBundle}). */
    private static final Pattern BY_IDENTIFIER = Pattern.compile("\\?identifier=\\S+");

    private final List<FhirPath.Step> steps;

    /** @param wanted is told which elements it goes through */
    FhirValues(FhirPath path, FhirElement.Wanted wanted) {
        this.steps = path.steps();
        List<String> fields = new ArrayList<>();
        for (FhirPath.Step step : steps) {
            if (step instanceof FhirPath.Field field) {
                fields.add(field.name());
                wanted.want(fields);
            } else if (step instanceof FhirPath.Where where) {
                where.tests().forEach(test -> {
                    List<String> tested = new ArrayList<>(fields);
                    tested.addAll(test.fields());
                    wanted.want(tested);
                });
            }
        }
    }

    List<FhirElement> of(FhirElement root) {
        List<FhirElement> found = List.of(root);
        for (FhirPath.Step step : steps) {
            if (found.isEmpty()) {
                return found;
            }
            found = next(step, found);
        }
        return found;
    }

    private static List<FhirElement> next(FhirPath.Step step, List<FhirElement> from) {
        if (step instanceof FhirPath.First) {
            return from.subList(0, 1);
        }
        List<FhirElement> found = new ArrayList<>(2);
        for (FhirElement element : from) {
            if (step instanceof FhirPath.Field field) {
                element.collect(field.name(), found);
            } else if (step instanceof FhirPath.Where where) {
                if (where.tests().stream().allMatch(test -> holds(test, element))) {
                    found.add(element);
                }
            } else {
                String made = element.isText() ? made(step, element.text()) : null;
                if (made != null || !element.isText()) {
                    found.add(made == null ? element : FhirElement.ofText(made));
                }
            }
        }
        return found;
    }

    private static boolean holds(FhirPath.Test test, FhirElement element) {
        List<FhirElement> found = List.of(element);
        for (String name : test.fields()) {
            List<FhirElement> next = new ArrayList<>(2);
            for (FhirElement one : found) {
                one.collect(name, next);
            }
            found = next;
        }
        return found.stream().anyMatch(value -> test.literal().equals(value.text()));
    }

    /** @return null where nothing is found */
    private static String made(FhirPath.Step step, String text) {
        if (step instanceof FhirPath.ReferenceKey key) {
            Matcher matcher = REFERENCE.matcher(text);
            if (!matcher.matches() || !matcher.group(1).equals(key.type())) {
                return null;
            }
            return key.type() + (matcher.group(2) == null ? matcher.group(3) : "/" + matcher.group(2));
        }
        if (step instanceof FhirPath.ResourceKey key) {
            return BY_IDENTIFIER.matcher(text).matches() ? key.type() + text : key.type() + "/" + text;
        }
        if (step instanceof FhirPath.LowBoundary) {
            return text.length() == 4 ? text + "-01-01" : text.length() == 7 ? text + "-01" : text;
        }
        return text.length() == 4 ? "year" : text.length() == 7 ? "month" : "day";
    }
}
