package pt.arquipelago.node.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A file of questions: a line {@code -- title}, the SQL, then lines {@code => what the gate answers}. */
record Questions(String title, String sql, List<String> answer) {
    static List<Questions> read(String resource) throws IOException {
        List<Questions> found = new ArrayList<>();
        String title = null;
        StringBuilder sql = new StringBuilder();
        List<String> answer = new ArrayList<>();
        for (String line : (text(resource) + "\n-- ").lines().toList()) {
            if (line.startsWith("-- ")) {
                if (title != null) {
                    found.add(new Questions(title, sql.toString().strip(), List.copyOf(answer)));
                }
                title = line.substring(3);
                sql.setLength(0);
                answer.clear();
            } else if (line.startsWith("=> ")) {
                answer.add(line.substring(3));
            } else if (!line.isBlank()) {
                sql.append(line).append('\n');
            }
        }
        return found;
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Questions.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
