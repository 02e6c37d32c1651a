package pt.arquipelago.analysis.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the canonical form of a question alone says about the numbers of its table. */
public interface TableForm {
    /** How many keys it has. */
    int keys();

    /** The values that a key has, NULL among them if it may be, whatever the records hold; absent: only the records know. */
    Optional<Set<Object>> closed(int key);

    /**
     * The digests of a number's canonical form.
     *
     * @param part which of the numbers that a term's cell is made of
     * @param keys which keys tell the number's records; fewer than all of them for a margin
     * @param values of those keys, an element may be null
     */
    NumberForm form(int term, int part, List<Integer> keys, List<Object> values);

    /** Whether sums of a term over rows are numbers that somebody may work out: not so where a cell is a list. */
    boolean adds(int term);
}
