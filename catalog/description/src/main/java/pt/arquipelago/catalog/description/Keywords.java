package pt.arquipelago.catalog.description;

import java.util.List;

/** Words to find a dataset by, in each language; sorted, distinct, at least one in each. */
public record Keywords(List<String> pt, List<String> en) {
    public Keywords {
        pt = checked(pt, "pt");
        en = checked(en, "en");
    }

    private static List<String> checked(List<String> words, String language) {
        List<String> checked = words.stream().map(String::strip).filter(word -> !word.isEmpty()).distinct().sorted().toList();
        if (checked.isEmpty()) {
            throw new IllegalArgumentException("There is no keyword in language '" + language + "': give at least one.");
        }
        return checked;
    }
}
