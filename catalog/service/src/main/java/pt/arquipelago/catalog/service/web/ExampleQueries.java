package pt.arquipelago.catalog.service.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.LocalText;

/** Queries to start from; each is a file, with its title in the first two lines. */
final class ExampleQueries {
    private static final List<String> FILES = List.of("datasets", "variables", "codes", "holders", "thresholds");

    private final List<Example> examples = FILES.stream().map(ExampleQueries::read).toList();

    record Example(LocalText title, String query) {}

    List<Example> all() {
        return examples;
    }

    private static Example read(String name) {
        try (InputStream in = Objects.requireNonNull(ExampleQueries.class.getResourceAsStream("examples/" + name + ".rq"), name + " is missing")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            String query = lines.stream().skip(2).collect(Collectors.joining("\n"));
            return new Example(new LocalText(lines.get(0).substring(1), lines.get(1).substring(1)), query);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
