package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import pt.arquipelago.node.ingest.FhirBundle.Entry;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;

/**
 * Documents (Bundles that begin with a Composition) taken apart, one at a time: the rows of each type of resource that a profile takes are kept for its table.
 * A document enters as a whole or not at all: its Composition has codes of the lists that its profile says, such as those of the kinds that are taken.
 */
final class FhirDocuments implements BundleScanner.Taker, AutoCloseable {
    private static final String COMPOSITION = "Composition";
    private static final String PATIENT = "Patient";
    /** Of a row's number, its entry. */
    private static final int ENTRY_BITS = 20;
    private static final int MOST_TYPES = 200;

    private final Map<String, Profile> byType;
    private final Map<String, UnfoldedRows> rows = new LinkedHashMap<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final FhirElement.Wanted wantedEntry;
    private final List<String> files = new ArrayList<>();
    /** Lines of the files before each. */
    private final List<Long> before = new ArrayList<>(List.of(0L));

    private FhirDocuments(Map<String, Profile> byType) throws IOException {
        this.byType = byType;
        FhirElement.Wanted resource = new FhirElement.Wanted();
        this.wantedEntry = FhirBundle.wanted(resource);
        for (Map.Entry<String, Profile> each : byType.entrySet()) {
            rows.put(each.getKey(), new UnfoldedRows(each.getValue(), resource, each.getKey().equals(PATIENT) ? Optional.of(new Newest()) : Optional.empty()));
        }
    }

    /** @param leftOut what no profile takes */
    record Unfolded(Map<String, UnfoldedFile> byType, List<String> leftOut) {}

    /** @param byType a profile for each type of resource */
    static Unfolded of(List<Path> paths, Map<String, Profile> byType, PrintStream progress) throws IOException {
        if (!byType.containsKey(COMPOSITION) || !byType.containsKey(PATIENT)) {
            throw new IngestFailure("Documents want a profile of Composition and one of Patient.");
        }
        long size = 0;
        for (Path path : paths) {
            size += Files.size(path);
        }
        AtomicLong read = new AtomicLong();
        try (FhirDocuments documents = new FhirDocuments(byType); Progress shown = new Progress(progress, "documents", read::get, size)) {
            for (Path path : paths) {
                ExtractFile file = new ExtractFile.Local(path);
                boolean oneALine = FhirStart.isBundleALine(file);
                documents.files.add(file.name());
                long lines = new BundleScanner(documents.wantedEntry, documents).scan(file, oneALine, read);
                documents.before.add(documents.before.get(documents.before.size() - 1) + lines + 1);
            }
            return documents.unfolded();
        }
    }

    @Override
    public void broken(long line, Reason reason) throws IOException {
        rows.get(COMPOSITION).refuse(number(line, 0), reason, "");
    }

    @Override
    public void bundle(long line, FhirBundle bundle) throws IOException {
        if (bundle.wrong().isPresent()) {
            rows.get(COMPOSITION).refuse(number(line, 0), Reason.BUNDLE, bundle.wrong().get());
            refuse(line, bundle.entries().stream().filter(entry -> !entry.type().equals(COMPOSITION)).toList());
            return;
        }
        FhirIdentities identities = new FhirIdentities(bundle, this::patientNumber);
        bundle.restrict();
        Optional<FhirProjection.Wrong> wrong = notTaken(bundle.entries().get(0));
        if (wrong.isPresent()) {
            rows.get(COMPOSITION).refuse(number(line, 1), wrong.get().reason(), wrong.get().column());
            refuse(line, bundle.entries().subList(1, bundle.entries().size()));
            return;
        }
        long time = time(bundle.time());
        for (Entry entry : bundle.entries()) {
            UnfoldedRows to = rows.get(entry.type());
            if (to == null) {
                leftOut(entry.type());
                continue;
            }
            prepare(entry, identities);
            String key = identities.of(entry);
            to.add(number(line, entry.number()), entry.resource(), key == null ? 0 : identities.number(key), time);
        }
    }

    private void refuse(long line, List<Entry> entries) throws IOException {
        for (Entry entry : entries) {
            UnfoldedRows to = rows.get(entry.type());
            if (to != null) {
                to.refuse(number(line, entry.number()), Reason.DOCUMENT, "");
            }
        }
    }

    /** What is wrong with the row of a document, or which of its codes stands in no list of the profile. */
    private Optional<FhirProjection.Wrong> notTaken(Entry composition) {
        Optional<FhirProjection.Wrong> wrong = rows.get(COMPOSITION).wrong(composition.resource());
        if (wrong.isPresent()) {
            return wrong;
        }
        String[] found = rows.get(COMPOSITION).found();
        List<SourceColumn> columns = byType.get(COMPOSITION).columns();
        for (int i = 0; i < found.length; i++) {
            SourceColumn column = columns.get(i);
            boolean listed = column.codes().isPresent() && !column.isList();
            if (listed && (found[i] == null ? column.required() : !column.codes().get().values().contains(found[i]))) {
                return Optional.of(new FhirProjection.Wrong(found[i] == null ? Reason.MISSING : Reason.CODE, column.name()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> patientNumber(FhirElement patient) {
        Profile profile = byType.get(PATIENT);
        if (rows.get(PATIENT).wrong(patient).isPresent()) {
            return Optional.empty();
        }
        String[] found = rows.get(PATIENT).found();
        for (int i = 0; i < found.length; i++) {
            if (profile.columns().get(i).makes().stream().anyMatch(made -> made.description().name().equals(profile.subject().column()))) {
                return Optional.ofNullable(found[i]);
            }
        }
        return Optional.empty();
    }

    /** References become those that the lake knows, the id what they name it by, and a medicine's reference the medicine's code. */
    private static void prepare(Entry entry, FhirIdentities identities) {
        FhirElement resource = entry.resource();
        FhirElement medicine = resource.first("medicationReference");
        if (medicine != null && medicine.text("reference") != null && resource.first("medicationCodeableConcept") == null) {
            Entry medication = identities.entry(entry, medicine.text("reference"));
            FhirElement code = medication == null ? null : medication.resource().first("code");
            if (code != null) {
                resource.put("medicationCodeableConcept", code);
            }
        }
        resource.rewrite("reference", "", (under, reference) -> identities.meant(entry, under, reference));
        String key = identities.of(entry);
        resource.put("id", key == null ? null : FhirElement.ofText(key.substring(entry.type().length()).replaceFirst("^/", "")));
    }

    private void leftOut(String type) {
        String named = type.matches("[A-Z][A-Za-z]{1,47}") && (leftOut.containsKey(type) || leftOut.size() < MOST_TYPES) ? type : "";
        leftOut.merge(named, 1L, Long::sum);
    }

    private static long time(String text) {
        try {
            return text.length() > 10 ? OffsetDateTime.parse(text).toEpochSecond()
                    : LocalDate.parse(text + "-01-01".substring(Math.min(6, text.length() - 4))).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            return Long.MIN_VALUE;
        }
    }

    private long number(long line, long entry) {
        return before.get(before.size() - 1) + line << ENTRY_BITS | entry;
    }

    private Unfolded unfolded() throws IOException {
        String name = files.size() == 1 ? files.get(0) : String.format(Locale.ROOT, "%s and %,d more of documents", files.get(0), files.size() - 1);
        Places places = new Places(List.copyOf(files), before.stream().mapToLong(Long::longValue).toArray());
        Map<String, UnfoldedFile> made = new LinkedHashMap<>();
        for (Map.Entry<String, UnfoldedRows> each : rows.entrySet()) {
            // Without its patients no table would know that there are none.
            if (!each.getValue().isEmpty() || each.getKey().equals(PATIENT)) {
                made.put(each.getKey(), each.getValue().file(name, places));
            } else {
                each.getValue().close();
            }
        }
        List<String> left = new ArrayList<>();
        long older = rows.get(PATIENT).older();
        if (older > 0) {
            left.add(String.format(Locale.ROOT, "documents: %,d resources of Patient, whose patients a newer document tells of", older));
        }
        rows.clear();
        leftOut.forEach((type, count) -> left.add(String.format(Locale.ROOT, "documents: %,d resources %s", count,
                type.isEmpty() ? "that name no type" : "of " + type + ", which no profile takes")));
        return new Unfolded(made, left);
    }

    /** @param before lines before each file, and behind the last */
    private record Places(List<String> files, long[] before) implements UnfoldedFile.Unfolded {
        @Override
        public Place place(long number) {
            long line = number >> ENTRY_BITS;
            // Never one of them: each file begins with line 1, and has one line less than there is room for.
            int file = -Arrays.binarySearch(before, line) - 2;
            return new Place(files.get(file), line - before[file], number & (1 << ENTRY_BITS) - 1);
        }
    }

    /** Gives up what was kept, if it is not handed on. */
    @Override
    public void close() {
        rows.values().forEach(UnfoldedRows::close);
    }
}
