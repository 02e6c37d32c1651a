package pt.arquipelago.node.persons;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

/** The persons that a command is about: numbers from a file or from standard input, never from the command line, which others can see. */
final class PersonNumbers {
    @Option(names = "--input", paramLabel = "FILE", description = "One patient number a line (default: standard input).")
    private Path file;
    @Option(names = "--type", paramLabel = "TYPE", defaultValue = "PATIENT_NUMBER", description = "What the numbers are, if not patient numbers (docs/pseudonymisation.md).")
    private IdentifierType type;

    /**
     * For each person the pseudonyms of all epochs, the first epoch's first.
     *
     * @throws OperatorException if a line is no number of the type; then nothing was done
     */
    List<long[]> pseudonyms(KeyedDomain domain, InputStream standardInput) {
        try (InputStream in = file == null ? standardInput : Files.newInputStream(file)) {
            return read(domain, in);
        } catch (IOException e) {
            throw new OperatorException("The numbers cannot be read from " + (file == null ? "standard input" : file) + ". Check that the file is there and may be read.");
        }
    }

    private List<long[]> read(KeyedDomain domain, InputStream in) throws IOException {
        List<long[]> persons = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Optional<String> canonical = type.canonical(line);
            if (canonical.isEmpty()) {
                throw new OperatorException("Line " + number + " holds no number of the type " + type + ". Correct it; nothing was done.");
            }
            persons.add(domain.pseudonymiser().throughEpochs(type, canonical.get()));
        }
        if (persons.isEmpty()) {
            throw new OperatorException("No number was given. Write one a line.");
        }
        return persons;
    }
}
