package pt.arquipelago.analysis;

/** A place in the text of a question. Lines and columns count from 1, columns and length in code points. */
public record Place(int line, int column, int length) {
    public Place {
        if (line < 1 || column < 1 || length < 0) {
            throw new IllegalArgumentException("not a place: line %d, column %d, length %d".formatted(line, column, length));
        }
    }
}
