package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.NoiseRange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** What a form says of a noisy question: its cost, and how much one person counts for. Ranges are lines of name, lower and higher end. */
final class NoiseForm {
    private static final List<String> FIELDS = List.of("rho", "rows", "records", "ranges");
    private final Form form;

    NoiseForm(Form form) {
        this.form = requireNonNull(form, "form is null");
    }

    /** @throws Problem {@code input.invalid}, for a field that is none of its kind */
    Optional<NoiseLimits> limits() {
        if (FIELDS.stream().allMatch(field -> form.textOrEmpty(field).isBlank())) {
            return Optional.empty();
        }
        try {
            Map<String, NoiseRange> ranges = new TreeMap<>();
            form.lines("ranges").forEach(line -> range(line, ranges));
            return Optional.of(new NoiseLimits(form.text("rho").map(Double::valueOf), form.number("rows"), form.number("records"),
                    ranges.isEmpty() ? Optional.empty() : Optional.of(ranges)));
        } catch (NumberFormatException e) {
            throw Problem.invalid("rho is a number such as 0.01; each line of ranges is a name and two numbers, such as: days 0 365.");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(e.getMessage() + ".");
        }
    }

    private static void range(String line, Map<String, NoiseRange> ranges) {
        String[] parts = line.strip().split("\\s+");
        if (parts.length != 3) {
            throw new NumberFormatException();
        }
        ranges.put(parts[0], new NoiseRange(Double.parseDouble(parts[1]), Double.parseDouble(parts[2])));
    }

    Map<String, String> typed() {
        return FIELDS.stream().collect(Collectors.toMap(field -> field, form::textOrEmpty));
    }

    static Map<String, String> typed(Optional<NoiseLimits> limits) {
        NoiseLimits given = limits.orElse(NoiseLimits.NONE);
        return Map.of("rho", given.rho().map(String::valueOf).orElse(""), "rows", given.rows().map(String::valueOf).orElse(""),
                "records", given.records().map(String::valueOf).orElse(""), "ranges", given.ranges().orElse(Map.of()).entrySet().stream()
                        .map(range -> range.getKey() + " " + range.getValue().low() + " " + range.getValue().high()).sorted().collect(Collectors.joining("\n")));
    }
}
