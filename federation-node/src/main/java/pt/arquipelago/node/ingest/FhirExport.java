package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.settings.OperatorException;

/**
 * A bulk export in a folder, or as its manifest says, and documents: one extract for each type of resource that a profile takes.
 *
 * @param leftOut what else there is, for whoever loads
 */
record FhirExport(List<Extract> extracts, List<String> leftOut) {
    private static final String MANIFEST = "manifest.json";
    private static final String BUNDLE = "Bundle";
    private static final int BUFFER = 1 << 17;

    FhirExport {
        extracts = List.copyOf(extracts);
        leftOut = List.copyOf(leftOut);
    }

    /** @param profiles one for each type of resource */
    static FhirExport of(Path path, List<Profile> profiles, PrintStream progress) {
        Map<String, Profile> byType = new LinkedHashMap<>();
        profiles.forEach(profile -> byType.put(profile.fhir().orElseThrow(() -> new OperatorException(
                "The profile of " + profile.system() + " is of no FHIR resource: it has no 'fhir: {resource: …}'.")).resource(), profile));
        Path manifest = Files.isDirectory(path) ? path.resolve(MANIFEST) : path;
        try {
            if (Files.isRegularFile(path) && isOfBundles(path)) {
                return of(path, Map.of(BUNDLE, List.of(path)), byType, List.of(), progress);
            }
            return Files.isRegularFile(manifest) ? ofManifest(manifest, byType, progress) : ofFolder(path, byType, progress);
        } catch (IOException e) {
            throw new IngestFailure("The export " + path.getFileName() + " could not be read to its end (" + e.getClass().getSimpleName() + "), and no table changed.");
        }
    }

    private static FhirExport ofManifest(Path manifest, Map<String, Profile> byType, PrintStream progress) throws IOException {
        FhirManifest said = FhirManifest.read(manifest);
        said.requireCounts(manifest, FhirExport::lines);
        Map<String, List<Path>> files = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (FhirManifest.Output output : said.outputs()) {
            place(output.file(), Optional.of(output.type()), byType, files, leftOut);
        }
        if (said.withoutTable() > 0) {
            leftOut.add(said.withoutTable() + " files of deleted resources or of errors that the manifest names");
        }
        return of(manifest, files, byType, leftOut, progress);
    }

    private static FhirExport ofFolder(Path folder, Map<String, Profile> byType, PrintStream progress) throws IOException {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (ExtractFile file : Inputs.files(List.of(folder))) {
            place(((ExtractFile.Local) file).path(), type(file, byType), byType, files, leftOut);
        }
        return of(folder, files, byType, leftOut, progress);
    }

    /** Of documents, by its first Bundle; else by its name ({@code Patient.000.ndjson}), else by its first resource. */
    private static Optional<String> type(ExtractFile file, Map<String, Profile> byType) throws IOException {
        String named = file.name().replaceFirst("[^A-Za-z].*", "");
        Optional<String> first = FhirStart.type(file);
        return byType.containsKey(named) && first.filter(BUNDLE::equals).isEmpty() ? Optional.of(named) : first;
    }

    private static boolean isOfBundles(Path file) throws IOException {
        return FhirStart.type(new ExtractFile.Local(file)).filter(BUNDLE::equals).isPresent();
    }

    private static void place(Path file, Optional<String> type, Map<String, Profile> byType, Map<String, List<Path>> files, List<String> leftOut) throws IOException {
        if (type.filter(any -> byType.containsKey(any) || any.equals(BUNDLE)).isPresent()) {
            files.computeIfAbsent(type.get(), name -> new ArrayList<>()).add(file);
        } else {
            leftOut.add(String.format(Locale.ROOT, "%s: %,d lines%s", file.getFileName(), lines(file),
                    type.filter(name -> name.matches("[A-Z][A-Za-z]{1,47}")).map(name -> " of " + name + ", which no profile takes").orElse(", the first of which is no FHIR resource")));
        }
    }

    private static FhirExport of(Path path, Map<String, List<Path>> files, Map<String, Profile> byType, List<String> leftOut, PrintStream progress) throws IOException {
        if (files.isEmpty()) {
            throw new IngestFailure("The export " + path.getFileName() + " holds no resources of a type that a profile takes: " + String.join(", ", byType.keySet()) + ".");
        }
        FhirDocuments.Unfolded documents = files.containsKey(BUNDLE) ? FhirDocuments.of(files.get(BUNDLE), byType, progress) : new FhirDocuments.Unfolded(Map.of(), List.of());
        List<Extract> extracts = new ArrayList<>();
        byType.forEach((type, profile) -> {
            List<Kept> unfolded = Stream.ofNullable(documents.byType().get(type)).<Kept>map(file -> file).toList();
            if (files.containsKey(type) || !unfolded.isEmpty()) {
                extracts.add(new Extract(profile, files.getOrDefault(type, List.of()), unfolded));
            }
        });
        return new FhirExport(extracts, Stream.concat(leftOut.stream(), documents.leftOut().stream()).toList());
    }

    /** Lines that are not empty. */
    private static long lines(Path file) throws IOException {
        long lines = 0;
        boolean empty = true;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Compression.plain(Files.newInputStream(file))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines += empty ? 0 : 1;
                        empty = true;
                    } else if (buffer[i] != '\r') {
                        empty = false;
                    }
                }
            }
        }
        return lines + (empty ? 0 : 1);
    }

    String text() {
        return leftOut.stream().map(line -> "Left out: " + line + "\n").collect(Collectors.joining());
    }

    /** Those that come with the project, and an institution's own in the place of those of the same resource. */
    static List<Profile> profiles(List<Profile> shipped, List<Profile> own) {
        Map<String, Profile> byType = new LinkedHashMap<>();
        Stream.concat(shipped.stream(), own.stream()).forEach(profile -> byType.put(profile.fhir().map(view -> view.resource()).orElse(""), profile));
        return List.copyOf(byType.values());
    }
}
