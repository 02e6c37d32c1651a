package pt.arquipelago.node.profile;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import pt.arquipelago.node.settings.Suggestion;

/** A mapping of a profile's YAML that knows its line and which of its keys were asked for: whoever forgets one is told. */
public final class ProfileNode {
    private final String file;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> keyLines = new LinkedHashMap<>();

    private ProfileNode(String file, Node node, String what) {
        this.file = file;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw new ProfileException(file, line(node), what + ": expected keys with values, such as 'title: …'");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new ProfileException(file, line(tuple.getKeyNode()), "the key '" + key + "' stands twice");
            }
            keyLines.put(key, line(tuple.getKeyNode()));
        }
    }

    public static ProfileNode parse(String file, String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(20);
        Node root;
        try {
            root = new Yaml(limits).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ProfileException(file, line, "this is not good YAML: " + e.getProblem());
        }
        if (root == null) {
            throw new ProfileException(file, 1, "the profile is empty");
        }
        return new ProfileNode(file, root, "the profile");
    }

    /** Refuses keys that stand in none of {@code known}. */
    public ProfileNode allow(String... known) {
        Set<String> names = new HashSet<>(List.of(known));
        keyLines.forEach((key, line) -> {
            if (!names.contains(key)) {
                String hint = Suggestion.of(key, names).map(near -> "; did you mean '" + near + "'?").orElse("");
                throw new ProfileException(file, line, "the key '" + key + "' is not known here" + hint
                        + " Expected: " + String.join(", ", known) + ".");
            }
        });
        return this;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public boolean isList(String key) {
        return values.get(key) instanceof SequenceNode;
    }

    public String text(String key) {
        return optionalText(key).orElseThrow(() -> wrong("the key '" + key + "' is missing"));
    }

    public Optional<String> optionalText(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> {
            if (value instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            throw new ProfileException(file, line(value), "'" + key + "': expected one value");
        });
    }

    public boolean flag(String key) {
        String text = optionalText(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(key, "expected true or false, found '" + text + "'");
        }
        return text.equals("true");
    }

    public int number(String key, int fallback) {
        String text = optionalText(key).orElse(Integer.toString(fallback));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(key, "expected a whole number, found '" + text + "'");
        }
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(key, text(key), type);
    }

    <E extends Enum<E>> E choice(String key, String text, Class<E> type) {
        List<String> names = new ArrayList<>();
        boolean upper = text.equals(text.toUpperCase(Locale.ROOT));
        for (E value : type.getEnumConstants()) {
            String name = upper ? value.name() : value.name().toLowerCase(Locale.ROOT);
            names.add(name);
            if (name.equals(text)) {
                return value;
            }
        }
        String hint = Suggestion.of(text, names).map(near -> "; did you mean '" + near + "'?").orElse("");
        throw wrong(key, "expected one of " + String.join(", ", names) + "; found '" + text + "'" + hint);
    }

    public Optional<ProfileNode> child(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> new ProfileNode(file, value, "'" + key + "'"));
    }

    /** The mappings of a list; none if the key is absent. */
    public List<ProfileNode> children(String key) {
        return items(key).stream().map(item -> new ProfileNode(file, item, "'" + key + "'")).toList();
    }

    public List<String> texts(String key) {
        return items(key).stream().map(item -> {
            if (item instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            throw new ProfileException(file, line(item), "'" + key + "': expected a list of single values");
        }).toList();
    }

    /** Keys and values in their order, for maps whose keys are free, such as codes and their titles. */
    public Map<String, ProfileNode> entries() {
        Map<String, ProfileNode> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key, new ProfileNode(file, value, "'" + key + "'")));
        return entries;
    }

    public ProfileException wrong(String message) {
        return new ProfileException(file, line(node), message);
    }

    public ProfileException wrong(String key, String message) {
        return new ProfileException(file, keyLines.getOrDefault(key, line(node)), "'" + key + "': " + message);
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw new ProfileException(file, line(value), "'" + key + "': expected a list, such as [a, b]");
        }
        return sequence.getValue();
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
