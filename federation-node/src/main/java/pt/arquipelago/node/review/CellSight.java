package pt.arquipelago.node.review;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.history.Reviews;

/**
 * What a checker sees of a cell.
 *
 * @param sql as it was asked
 * @param row its keys, by name
 * @param term the result's columns that are made of it
 * @param threshold of the answer
 * @param near all that it comes close to if it leaves now
 * @param parted small populations that it parts once too often
 * @param solves whether, with all that left, something about few could be worked out
 * @param seen digest of these: a decision names it
 */
public record CellSight(Reviews.Id id, String applicant, String user, String sql, List<Named> row, String term, String value, int threshold, List<Near> near, List<Parted> parted,
        boolean solves, String seen) {
    public CellSight {
        row = List.copyOf(row);
        near = List.copyOf(near);
        parted = List.copyOf(parted);
    }

    public boolean isFar() {
        return near.isEmpty() && parted.isEmpty() && !solves;
    }

    public record Named(String name, String value) {}

    /**
     * One combination.
     *
     * @param persons that it rests on, at least, and so many unless two of them share a cell of the fingerprint; absent: there is more than can be looked at
     * @param sum whether it is a sum of the cell with others of its answer that comes close
     * @param difference of the values, where all are single numbers
     */
    public record Near(Optional<Integer> persons, boolean sum, List<Earlier> earlier, Optional<String> difference) {
        public Near {
            earlier = List.copyOf(earlier);
        }
    }

    /**
     * @param persons of the population, about
     * @param numbers that rest on nobody else, the cell's among them
     */
    public record Parted(int persons, int numbers) {}

    /**
     * A number that left.
     *
     * @param sign 1 if it is added to the cell, −1 if it is taken away
     * @param cell absent: it is a sum of rows of its answer, or the answer left before there were checkers
     */
    public record Earlier(int sign, Optional<String> answer, Optional<EarlierCell> cell) {}

    public record EarlierCell(String sql, List<Named> row, String term, String value) {
        public EarlierCell {
            row = List.copyOf(row);
        }
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "CellSight";
    }
}
