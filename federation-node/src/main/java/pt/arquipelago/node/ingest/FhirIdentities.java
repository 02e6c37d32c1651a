package pt.arquipelago.node.ingest;

import static pt.arquipelago.node.ingest.FhirBundle.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pt.arquipelago.node.ingest.FhirBundle.Entry;

/**
 * What the resources of a document are known by, and whom their references mean. A resource is known by the document and its address there, so that none takes the place
 * of another document's. Patients, practitioners and organisations are the same in all documents: known by an identifier, else by an address that is no
 * {@code urn}. One with neither would be another in each document and is known by nothing: many documents of one person never count as many persons.
 */
final class FhirIdentities {
    private static final Set<String> SAME_ELSEWHERE = Set.of("Patient", "Practitioner", "Organization");
    private static final Set<String> PASSING = Set.of("temp", "old");
    private static final String ROLE = "PractitionerRole";
    /** The system of identifiers that are addresses. */
    private static final String ADDRESSES = "urn:ietf:rfc:3986";
    private static final Pattern RESTFUL = Pattern.compile("(https?://\\S+?/)?([A-Z][A-Za-z]{1,47})/([A-Za-z0-9.-]{1,64})");
    private static final Pattern VERSION = Pattern.compile("/_history/[A-Za-z0-9.-]{1,64}$");
    private static final int LONGEST = 128;
    private static final Entry NOBODY = new Entry(0, "", FhirElement.of(Map.of()), "", "");

    private final String document;
    private final Map<String, Entry> byAddress = new HashMap<>();
    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<Entry, String> known = new IdentityHashMap<>();
    private final Map<Entry, String> practitioners = new IdentityHashMap<>();
    private final MessageDigest sha256;

    /** @param patientNumber what the profile of Patient finds in a resource as the person's number */
    FhirIdentities(FhirBundle bundle, Function<FhirElement, Optional<String>> patientNumber) {
        this.document = bundle.identifier();
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
        for (Entry entry : bundle.entries()) {
            byAddress.putIfAbsent(entry.fullUrl(), entry);
            if (!entry.id().isEmpty()) {
                // Two of one type and id are of two servers: that alone tells neither.
                byId.merge(entry.type() + "/" + entry.id(), entry, (one, other) -> NOBODY);
            }
        }
        byAddress.remove("");
        for (Entry entry : bundle.entries()) {
            String number = entry.type().equals("Patient") ? patientNumber.apply(entry.resource()).orElse("") : "";
            known.put(entry, key(entry, number));
        }
        bundle.entries().stream().filter(entry -> entry.type().equals(ROLE)).forEach(role -> {
            String practitioner = Optional.ofNullable(role.resource().first("practitioner")).map(element -> element.text("reference")).orElse(null);
            practitioners.put(role, practitioner == null ? null : meant(role, "practitioner", practitioner));
        });
    }

    /** As references name it, or null. */
    String of(Entry entry) {
        return known.get(entry);
    }

    /** The resource of the document that a reference means, or null. */
    Entry entry(Entry from, String reference) {
        String address = reference.contains("/_history/") ? VERSION.matcher(reference).replaceFirst("") : reference;
        Entry found = byAddress.get(absolute(from, address));
        found = found == null ? byId.get(address) : found;
        return found == NOBODY ? null : found;
    }

    /** What is relative is so to the address of the resource that says it. */
    private static String absolute(Entry from, String reference) {
        Matcher base = RESTFUL.matcher(from.fullUrl());
        return !reference.contains(":") && base.matches() && base.group(1) != null ? base.group(1) + reference : reference;
    }

    /**
     * What the lake knows it by whom a reference means: a role's practitioner for the role. Who is not in the document is known by nothing that a table
     * could hold, but for practitioners and organisations with an address.
     *
     * @param under the element that holds the reference
     * @return null where nobody can be told by it
     */
    String meant(Entry from, String under, String reference) {
        Entry found = entry(from, reference);
        if (found != null && found.type().equals(ROLE)) {
            return practitioners.get(found);
        }
        String key = found == null ? null : known.get(found);
        if (key != null) {
            return key;
        }
        Matcher named = RESTFUL.matcher(absolute(from, VERSION.matcher(reference).replaceFirst("")));
        String type = found != null ? found.type() : named.matches() ? named.group(2) : under.matches("subject|patient") ? "Patient" : "";
        if (type.equals("Patient")) {
            return "Patient/" + digest("absent", document, reference);
        }
        if (SAME_ELSEWHERE.contains(type)) {
            return found == null && named.group(1) != null ? named(type, ADDRESSES, named.group()) : null;
        }
        return type.isEmpty() || found != null ? null : type + "/" + digest("absent", document, reference);
    }

    private String key(Entry entry, String number) {
        if (!entry.type().matches("[A-Z][A-Za-z]{1,47}")) {
            return null;
        }
        String address = VERSION.matcher(entry.fullUrl()).replaceFirst("");
        if (!SAME_ELSEWHERE.contains(entry.type())) {
            String here = address.isEmpty() ? entry.id() : address;
            return here.isEmpty() ? null : entry.type() + "/" + digest("document", document, here);
        }
        List<FhirElement> identifiers = entry.resource().all("identifier");
        Optional<FhirElement> best = identifiers.stream().filter(any -> !text(any, "system").isEmpty() && !text(any, "value").isEmpty() && !PASSING.contains(text(any, "use")))
                .min(Comparator.comparing((FhirElement any) -> number.isEmpty() || !text(any, "value").equals(number)).thenComparing(any -> !text(any, "use").equals("official"))
                        .thenComparing(any -> text(any, "system")).thenComparing(any -> text(any, "value")));
        if (best.isPresent()) {
            return named(entry.type(), text(best.get(), "system"), text(best.get(), "value").replace(" ", ""));
        }
        return address.matches("https?://\\S+") ? named(entry.type(), ADDRESSES, address) : null;
    }

    private String named(String type, String system, String value) {
        String key = type + "?identifier=" + system + "|" + value;
        return key.length() <= LONGEST && key.chars().allMatch(c -> c > ' ' && c <= '~') ? key : type + "/" + digest("identifier", system, value);
    }

    private String digest(String... parts) {
        return HexFormat.of().formatHex(sha256.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
    }

    /** A number for what one is known by; two of a table of a billion hardly ever have the same. */
    long number(String key) {
        return ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
    }
}
