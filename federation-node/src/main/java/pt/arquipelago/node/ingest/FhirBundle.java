package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Bundle, as much of it as is wanted: a document's resources in the order of its entries.
 *
 * @param wrong the element by which it is no document, if it is none
 * @param whole false where it has more than {@link #MOST} entries, of which some were not read
 */
record FhirBundle(FhirElement head, List<Entry> entries, Optional<String> wrong, boolean whole) {
    static final int MOST = 100_000;
    private static final Set<String> HEAD = Set.of("resourceType", "type", "timestamp", "identifier", "meta");
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final Set<String> RESTRICTED = Set.of("R", "V");

    /**
     * @param number from 1
     * @param fullUrl empty where it has none
     * @param type empty where the resource names none
     */
    record Entry(int number, String fullUrl, FhirElement resource, String type, String id) {
        static Entry of(int number, FhirElement entry) {
            FhirElement resource = Optional.ofNullable(entry.first("resource")).filter(any -> !any.isText()).orElseGet(() -> FhirElement.of(Map.of()));
            return new Entry(number, text(entry, "fullUrl"), resource, text(resource, "resourceType"), text(resource, "id"));
        }
    }

    FhirBundle {
        entries = List.copyOf(entries);
    }

    /** What a document wants of its entries, beside what is wanted of their resources already. */
    static FhirElement.Wanted wanted(FhirElement.Wanted resource) {
        FhirElement.Wanted entry = new FhirElement.Wanted();
        entry.want(List.of("fullUrl"));
        entry.put("resource", resource);
        for (List<String> fields : List.of(List.of("resourceType"), List.of("id"), List.of("date"), List.of("confidentiality"), List.of("identifier", "use"),
                List.of("identifier", "system"), List.of("identifier", "value"), List.of("practitioner", "reference"), List.of("medicationReference", "reference"),
                List.of("meta", "security", "system"), List.of("meta", "security", "code"))) {
            resource.want(fields);
        }
        return entry;
    }

    /** @param parser before the token that begins it */
    static FhirBundle read(JsonParser parser, FhirElement.Wanted wantedEntry) throws IOException {
        FhirElement.Wanted wantedHead = new FhirElement.Wanted();
        for (List<String> fields : List.of(List.of("identifier", "system"), List.of("identifier", "value"), List.of("meta", "security", "system"), List.of("meta", "security", "code"))) {
            wantedHead.want(fields);
        }
        FhirElement head = FhirElement.of(Map.of());
        List<Entry> entries = new ArrayList<>();
        boolean whole = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("entry") && token == JsonToken.START_ARRAY) {
                for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                    if (token != JsonToken.START_OBJECT || entries.size() == MOST) {
                        whole &= token != JsonToken.START_OBJECT;
                        parser.skipChildren();
                    } else {
                        entries.add(Entry.of(entries.size() + 1, FhirElement.read(parser, wantedEntry)));
                    }
                }
            } else if (HEAD.contains(name) && token == JsonToken.START_OBJECT) {
                head.putFirst(name, FhirElement.read(parser, wantedHead.below(List.of(name))));
            } else if (HEAD.contains(name) && token.isScalarValue()) {
                head.putFirst(name, FhirElement.ofText(parser.getText()));
            } else {
                parser.skipChildren();
            }
        }
        return new FhirBundle(head, entries, wrong(head, entries), whole);
    }

    private static Optional<String> wrong(FhirElement head, List<Entry> entries) {
        if (!text(head, "resourceType").equals("Bundle")) {
            return Optional.of("resourceType");
        }
        if (!text(head, "type").equals("document")) {
            return Optional.of("Bundle.type");
        }
        if (head.all("identifier").stream().allMatch(identifier -> text(identifier, "system").isEmpty() || text(identifier, "value").isEmpty())) {
            return Optional.of("Bundle.identifier");
        }
        if (entries.isEmpty() || !entries.get(0).type().equals("Composition")) {
            return Optional.of("Bundle.entry");
        }
        Set<String> addresses = new HashSet<>();
        return entries.stream().allMatch(entry -> entry.fullUrl().isEmpty() || addresses.add(entry.fullUrl())) ? Optional.empty() : Optional.of("Bundle.entry.fullUrl");
    }

    /** The text of that name, or an empty one. */
    static String text(FhirElement element, String name) {
        String text = element.text(name);
        return text == null ? "" : text;
    }

    /** By which no other document is known. */
    String identifier() {
        FhirElement identifier = head.first("identifier");
        return text(identifier, "system") + '|' + text(identifier, "value");
    }

    /** When it was made, or what its Composition says; empty if nothing does. */
    String time() {
        return text(head, "timestamp").isEmpty() ? text(entries.get(0).resource(), "date") : text(head, "timestamp");
    }

    /** Where the document or its Composition is restricted, all its resources are. */
    void restrict() {
        FhirElement composition = entries.get(0).resource();
        boolean restricted = RESTRICTED.contains(text(composition, "confidentiality")) || isRestricted(head) || isRestricted(composition);
        if (restricted) {
            FhirElement label = FhirElement.of(Map.of("system", FhirElement.ofText(CONFIDENTIALITY), "code", FhirElement.ofText("R")));
            entries.forEach(entry -> entry.resource().putFirst("meta", FhirElement.of(Map.of("security", label))));
        }
    }

    private static boolean isRestricted(FhirElement element) {
        return element.all("meta").stream().flatMap(meta -> meta.all("security").stream())
                .anyMatch(label -> text(label, "system").equals(CONFIDENTIALITY) && RESTRICTED.contains(text(label, "code")));
    }
}
