package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** As much of a resource as is wanted: a text (numbers and truth values as they are written), or elements under their names. */
final class FhirElement {
    /** Which elements are wanted, under their names. */
    static final class Wanted {
        private final Map<String, Wanted> below = new HashMap<>();

        void want(List<String> fields) {
            below(fields);
        }

        void put(String field, Wanted wanted) {
            below.put(field, wanted);
        }

        /** What is wanted of the element at the end of that way, which is wanted too. */
        Wanted below(List<String> fields) {
            Wanted at = this;
            for (String field : fields) {
                at = at.below.computeIfAbsent(field, name -> new Wanted());
            }
            return at;
        }
    }

    private final String text;
    private final List<String> names;
    private final List<FhirElement> values;

    private FhirElement(String text) {
        this.text = text;
        this.names = List.of();
        this.values = List.of();
    }

    private FhirElement() {
        this.text = null;
        this.names = new ArrayList<>(8);
        this.values = new ArrayList<>(8);
    }

    static FhirElement ofText(String text) {
        return new FhirElement(text);
    }

    static FhirElement of(Map<String, FhirElement> elements) {
        FhirElement made = new FhirElement();
        elements.forEach(made::putFirst);
        return made;
    }

    /** From the token that begins an object to the one that ends it. */
    static FhirElement read(JsonParser parser, Wanted wanted) throws IOException {
        FhirElement element = new FhirElement();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Wanted below = wanted.below.get(name);
            JsonToken token = parser.nextToken();
            if (below == null) {
                parser.skipChildren();
            } else if (token == JsonToken.START_ARRAY) {
                for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                    element.add(name, parser, token, below);
                }
            } else {
                element.add(name, parser, token, below);
            }
        }
        return element;
    }

    /** An array in an array is no FHIR and counts as an element without a text. */
    private void add(String name, JsonParser parser, JsonToken token, Wanted wanted) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        names.add(name);
        if (token == JsonToken.START_OBJECT) {
            values.add(read(parser, wanted));
        } else if (token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            values.add(new FhirElement());
        } else {
            values.add(new FhirElement(parser.getText()));
        }
    }

    boolean isText() {
        return text != null;
    }

    String text() {
        return text;
    }

    /** The only text of that name, or null. */
    String text(String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : values.get(at).text;
    }

    /** The first element of that name, or null. */
    FhirElement first(String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : values.get(at);
    }

    List<FhirElement> all(String name) {
        List<FhirElement> found = new ArrayList<>(2);
        collect(name, found);
        return found;
    }

    /** Before those of the same name that are there. */
    void putFirst(String name, FhirElement value) {
        names.add(0, name);
        values.add(0, value);
    }

    /** In the place of all that are there; null for none. */
    void put(String name, FhirElement value) {
        for (int at = names.indexOf(name); at >= 0; at = names.indexOf(name)) {
            names.remove(at);
            values.remove(at);
        }
        if (value != null) {
            putFirst(name, value);
        }
    }

    /** Puts other texts in the place of those of a name, whose element's name is told too; null for none. */
    void rewrite(String name, String under, BinaryOperator<String> written) {
        for (int i = 0; i < values.size(); i++) {
            FhirElement value = values.get(i);
            if (!value.isText()) {
                value.rewrite(name, names.get(i), written);
            } else if (names.get(i).equals(name)) {
                String text = written.apply(under, value.text);
                if (text == null) {
                    names.remove(i);
                    values.remove(i--);
                } else {
                    values.set(i, new FhirElement(text));
                }
            }
        }
    }

    void collect(String name, List<FhirElement> to) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                to.add(values.get(i));
            }
        }
    }
}
