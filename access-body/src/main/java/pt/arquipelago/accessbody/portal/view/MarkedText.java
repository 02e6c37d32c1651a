package pt.arquipelago.accessbody.portal.view;

import pt.arquipelago.analysis.Place;

import static java.util.Objects.requireNonNull;

/** A question with the part that a refusal points at. */
public record MarkedText(String before, String marked, String after) {
    public MarkedText {
        requireNonNull(before, "before is null");
        requireNonNull(marked, "marked is null");
        requireNonNull(after, "after is null");
    }

    /** A place outside the text marks its end; one without a length marks what is left of its line. */
    public static MarkedText of(String text, Place place) {
        int start = start(text, place);
        int end = end(text, start, place.length());
        return new MarkedText(text.substring(0, start), text.substring(start, end), text.substring(end));
    }

    private static int start(String text, Place place) {
        int line = 0;
        for (int i = 1; i < place.line(); i++) {
            int next = text.indexOf('\n', line);
            if (next < 0) {
                return text.length();
            }
            line = next + 1;
        }
        return text.offsetByCodePoints(line, Math.min(place.column() - 1, text.codePointCount(line, text.length())));
    }

    private static int end(String text, int start, int length) {
        if (length > 0) {
            return text.offsetByCodePoints(start, Math.min(length, text.codePointCount(start, text.length())));
        }
        int line = text.indexOf('\n', start);
        return line < 0 ? text.length() : line;
    }
}
