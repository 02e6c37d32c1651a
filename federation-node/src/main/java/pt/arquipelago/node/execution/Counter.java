package pt.arquipelago.node.execution;

import java.io.Serializable;

/**
 * One saturating count of distinct values.
 *
 * @param value which of the aggregate's value inputs is counted; NULL is not counted
 * @param condition which bit of the mask must be set; {@link #ALWAYS} for every record
 * @param cap counting stops here: the result is exact below it and means "at least" at it
 * @param unless which earlier counter of the same aggregate makes this one unnecessary once it is full: then this one's
 *     result is 0; {@link #NONE} for none
 */
record Counter(int value, int condition, int cap, int unless) implements Serializable {
    static final int ALWAYS = -1;
    static final int NONE = -1;

    Counter {
        if (value < 0 || condition < ALWAYS || cap < 1 || unless < NONE) {
            throw new IllegalArgumentException("counter out of range: value " + value + ", condition " + condition + ", cap " + cap + ", unless " + unless);
        }
    }

    Counter(int value, int condition, int cap) {
        this(value, condition, cap, NONE);
    }
}
