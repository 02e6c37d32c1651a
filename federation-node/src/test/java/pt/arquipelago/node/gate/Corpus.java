package pt.arquipelago.node.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The questions of {@code docs/questions.sql}. */
public record Corpus(String title, String sql) {
    private static final Pattern QUESTION = Pattern.compile("^-- (\\d+ [^\\n]*)\\n(.*?);$", Pattern.MULTILINE | Pattern.DOTALL);

    public static List<Corpus> all() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("arquipelago.root"), "docs", "questions.sql"));
        List<Corpus> all = new ArrayList<>();
        for (MatchResult question : QUESTION.matcher(page).results().toList()) {
            all.add(new Corpus(question.group(1), question.group(2)));
        }
        return all;
    }

    @Override
    public String toString() {
        return title;
    }
}
