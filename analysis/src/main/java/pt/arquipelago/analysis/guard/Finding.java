package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Why a number stays beside what left. For the holder only: outside, all of these are {@code too_close}. */
public sealed interface Finding {
    /** There is more than can be looked at: too many keys, or a history that is full. */
    record NotLookedAt() implements Finding {}

    /**
     * With what left it rests on fewer than k persons, or on nobody.
     *
     * @param met what left
     * @param persons that the combination rests on: at least so many, and so many unless two of them share a cell
     * @param sum whether it is a sum of the number with others of its table that comes so close, rather than the number alone
     */
    record Close(List<Met> met, int persons, boolean sum) implements Finding {
        public Close {
            met = List.copyOf(met);
        }

        Close ofSum() {
            return new Close(met, persons, true);
        }
    }

    /** With all that left something could be worked out that rests on few, or this number could itself. */
    record Solves() implements Finding {}

    /**
     * With what left it parts one small population once too often.
     *
     * @param persons of that population, as far as can be told
     * @param numbers that rest on nobody else, this one among them and those not that others add up to
     */
    record Parts(int persons, int numbers) implements Finding {}

    /**
     * @param form of a number that left, whole or exact
     * @param sign 1 if it is added, −1 if it is taken away
     */
    record Met(String form, int sign) {
        public Met {
            requireNonNull(form, "form is null");
        }
    }
}
