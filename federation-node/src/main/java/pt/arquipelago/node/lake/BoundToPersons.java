package pt.arquipelago.node.lake;

import java.util.Set;
import java.util.function.LongUnaryOperator;

/** What beside the tables is bound to pseudonyms, and has to go where they go: kept through a rotation, gone after an erasure. */
public interface BoundToPersons {

    /**
     * Pseudonyms get a new epoch. Called before anybody sees the new lake version, and again if the rotation is cut short:
     * what was taken into this epoch already stays as it is.
     *
     * @param epoch the new one
     * @param next from a pseudonym of the epoch before to the one of the new
     */
    void intoEpoch(int epoch, LongUnaryOperator next);

    /**
     * Forgets what belongs to some persons.
     *
     * @param pseudonyms of every epoch
     */
    void forget(Set<Long> pseudonyms);
}
