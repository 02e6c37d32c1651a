package pt.arquipelago.catalog.service.config;


import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.policies.signature.VerificationKey;

/**
 * Reads {@code catalog.yaml}, strictly: an unknown key stops the start. Every key but {@code nodes} and {@code harvest} may be overridden by an environment variable,
 * {@code ARQUIPELAGO_} and the key in capitals with {@code _} for {@code .}. Relative paths are relative to the file.
 */
public final class ConfigFile {
    private static final KnownKeys KEYS = new KnownKeys(Set.of("address.host", "address.port", "base", "state", "nodes", "title.pt", "title.en",
            "description.pt", "description.en", "publisher.name.pt", "publisher.name.en", "publisher.email", "publisher.page",
            "limits.description_bytes", "limits.query_characters", "limits.query_seconds", "limits.query_rows", "limits.queries_at_once", "index", "licence", "harvest"));
    private static final Set<String> LISTS = Set.of("nodes", "harvest");
    private static final KnownKeys SOURCE_KEYS = new KnownKeys(Set.of("id", "name", "url", "every_hours"));
    private static final KnownKeys NODE_KEYS = new KnownKeys(Set.of("id", "key"));

    private final Path file;
    private final JsonNode settings;

    private ConfigFile(Path file, JsonNode settings) {
        this.file = file;
        this.settings = settings;
    }

    /** Every key a file may have, by its dotted path. */
    public static Set<String> keys() {
        return KEYS.leaves();
    }

    /** @throws InvalidConfig saying which key, why, and what would do */
    public static CatalogConfig read(Path file, Map<String, String> environment) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidConfig("There is no file " + file + ": name the settings with --config.");
        }
        ObjectMapper yaml = new ObjectMapper(YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
        try {
            JsonNode settings = yaml.readTree(file.toFile());
            if (!(settings instanceof ObjectNode tree)) {
                throw new InvalidConfig(file + " holds no settings: it must be a YAML mapping with at least base, state and publisher.");
            }
            KEYS.check(tree);
            override(tree, environment);
            return new ConfigFile(file, tree).config();
        } catch (JsonProcessingException e) {
            throw new InvalidConfig(file + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidConfig(file + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfig(file + ": " + e.getMessage());
        }
    }

    private static void override(ObjectNode tree, Map<String, String> environment) {
        KEYS.leaves().stream().filter(key -> !LISTS.contains(key)).forEach(key -> {
            String value = environment.get("ARQUIPELAGO_" + key.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (value != null) {
                ObjectNode parent = tree;
                String[] parts = key.split("\\.");
                for (int i = 0; i < parts.length - 1; i++) {
                    parent = parent.withObject("/" + parts[i]);
                }
                parent.put(parts[parts.length - 1], value);
            }
        });
    }

    private CatalogConfig config() throws IOException {
        return new CatalogConfig(
                new CatalogConfig.Address(text("address.host").orElse("127.0.0.1"), number("address.port", 8090)),
                base(), folder().resolve(required("state")).normalize(), nodes(),
                local("title").orElse(new LocalText("Catálogo de dados de saúde", "Health data catalogue")),
                local("description").orElse(new LocalText("Conjuntos de dados de saúde disponíveis para utilização secundária.",
                        "Health datasets available for secondary use.")),
                local("publisher.name").orElseThrow(() -> missing("publisher.name.pt")), contact(),
                new CatalogConfig.Limits(number("limits.description_bytes", 2_000_000), number("limits.query_characters", 10_000),
                        number("limits.query_seconds", 10), number("limits.query_rows", 10_000), number("limits.queries_at_once", 4)), text("index").map(URI::create),
                text("licence").map(MetadataLicence::of).orElse(MetadataLicence.CC_BY_4_0), sources());
    }

    private URI base() {
        URI base = URI.create(required("base").replaceAll("/+$", ""));
        if (!("http".equals(base.getScheme()) || "https".equals(base.getScheme())) || base.getHost() == null || base.getQuery() != null || base.getFragment() != null) {
            throw new InvalidConfig(file + ": base is '" + base + "': give the public http or https address, such as https://catalogo.example.");
        }
        return base;
    }

    private Map<String, VerificationKey> nodes() throws IOException {
        Map<String, VerificationKey> nodes = new LinkedHashMap<>();
        for (JsonNode node : settings.path("nodes")) {
            NODE_KEYS.check(node);
            String id = node.path("id").asText();
            String key = node.path("key").asText();
            if (!id.matches("[a-z0-9-]{2,40}") || key.isBlank()) {
                throw new InvalidConfig(file + ": each of nodes needs an id (2 to 40 of a-z, 0-9, '-') and a key (the file of its JWK).");
            }
            Path jwk = folder().resolve(key).normalize();
            if (!Files.isRegularFile(jwk)) {
                throw new InvalidConfig(file + ": the key of node '" + id + "' should be in " + jwk + ", which is not there.");
            }
            if (nodes.put(id, VerificationKey.fromJwk(Files.readString(jwk))) != null) {
                throw new InvalidConfig(file + ": nodes names '" + id + "' twice.");
            }
        }
        return nodes;
    }

    private List<HarvestSource> sources() {
        List<HarvestSource> sources = new ArrayList<>();
        for (JsonNode source : settings.path("harvest")) {
            SOURCE_KEYS.check(source);
            Optional<Duration> every = Optional.ofNullable(source.get("every_hours")).map(hours -> {
                if (!hours.canConvertToInt() || hours.asInt() < 1) {
                    throw new InvalidConfig(file + ": every_hours of harvest is '" + hours.asText() + "': give a whole number from 1.");
                }
                return Duration.ofHours(hours.asInt());
            });
            sources.add(new HarvestSource(source.path("id").asText(), source.path("name").asText(), URI.create(source.path("url").asText()), every));
        }
        return sources;
    }

    private Contact contact() {
        return new Contact(text("publisher.email"), text("publisher.page").map(URI::create));
    }

    private Optional<LocalText> local(String key) {
        Optional<String> pt = text(key + ".pt");
        Optional<String> en = text(key + ".en");
        if (pt.isPresent() != en.isPresent()) {
            throw missing(key + (pt.isPresent() ? ".en" : ".pt"));
        }
        return pt.map(text -> new LocalText(text, en.orElseThrow()));
    }

    private String required(String key) {
        return text(key).orElseThrow(() -> missing(key));
    }

    private InvalidConfig missing(String key) {
        return new InvalidConfig(file + ": the key '" + key + "' is missing.");
    }

    private int number(String key, int otherwise) {
        return text(key).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new InvalidConfig(file + ": " + key + " is '" + text + "': give a whole number.");
            }
        }).orElse(otherwise);
    }

    private Optional<String> text(String key) {
        JsonNode node = settings.at("/" + key.replace('.', '/'));
        return node.isValueNode() && !node.isNull() && !node.asText().isBlank() ? Optional.of(node.asText()) : Optional.empty();
    }

    private Path folder() {
        return file.toAbsolutePath().getParent();
    }
}
