package pt.arquipelago.demo.generate;

import java.util.Arrays;

/** Draws places of a list by weight. */
final class Weighted {

    private final double[] upTo;

    Weighted(double... weights) {
        upTo = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0)) {
                throw new IllegalArgumentException("a weight is not negative");
            }
            sum += weights[i];
            upTo[i] = sum;
        }
        if (sum <= 0) {
            throw new IllegalArgumentException("some weight must be more than 0");
        }
    }

    int draw(Draw draw) {
        double point = draw.unit() * upTo[upTo.length - 1];
        int at = Arrays.binarySearch(upTo, point);
        int place = at >= 0 ? at + 1 : -at - 1;
        return Math.min(place, upTo.length - 1);
    }
}
