package pt.arquipelago.demo.generate;

import java.util.Arrays;
import java.util.List;

/**
 * How often each of several things happens to one person. A person's rates add up from age, sex and conditions, and are
 * such that over all people each thing has the weight it was given, because the share of people concerned is known.
 */
final class Rates {

    private final List<? extends Occasion> occasions;
    private final long[] conditions;
    private final double[][] byKind;

    Rates(List<? extends Occasion> occasions) {
        this.occasions = List.copyOf(occasions);
        conditions = occasions.stream().mapToLong(Occasion::conditions).toArray();
        byKind = new double[Population.BANDS * 2][occasions.size()];
        for (int o = 0; o < conditions.length; o++) {
            Occasion occasion = occasions.get(o);
            double concerned = concerned(occasion);
            for (int kind = 0; kind < byKind.length; kind++) {
                boolean suits = occasion.suits(kind / 2, kind % 2 == 1);
                byKind[kind][o] = suits && concerned > 0 ? occasion.weight() * occasion.atAge(kind / 2) / concerned : 0;
            }
        }
    }

    /** Room for {@link #fill}. */
    double[] room() {
        return new double[conditions.length];
    }

    /** The rates of a person, each added to those before it; the last is the sum. */
    double fill(Patient patient, long having, double[] upTo) {
        double[] rates = byKind[patient.band() * 2 + (patient.male() ? 1 : 0)];
        double sum = 0;
        for (int o = 0; o < rates.length; o++) {
            if (conditions[o] == 0 || (conditions[o] & having) != 0) {
                sum += rates[o];
            }
            upTo[o] = sum;
        }
        return sum;
    }

    /** One of the things, by the rates that {@link #fill} left; they must not all be 0. */
    static int draw(Draw draw, double[] upTo) {
        double point = draw.unit() * upTo[upTo.length - 1];
        int at = Arrays.binarySearch(upTo, point);
        int place = at >= 0 ? at + 1 : -at - 1;
        while (place > 0 && upTo[place] == upTo[place - 1]) {
            place--;
        }
        return Math.min(place, upTo.length - 1);
    }

    boolean suits(int occasion, long having) {
        return conditions[occasion] == 0 || (conditions[occasion] & having) != 0;
    }

    List<? extends Occasion> occasions() {
        return occasions;
    }

    private static double concerned(Occasion occasion) {
        double concerned = 0;
        for (int band = 0; band < Population.BANDS; band++) {
            for (boolean male : new boolean[] {false, true}) {
                if (occasion.suits(band, male)) {
                    double people = Population.share(band) * (male ? Population.men(band) : 1 - Population.men(band)) * occasion.atAge(band) * occasion.covers(band);
                    for (int burden = 0; burden < Condition.BURDENS.length; burden++) {
                        concerned += people / Condition.BURDENS.length * Condition.shareOfAny(occasion.conditions(), band, male, burden);
                    }
                }
            }
        }
        return concerned;
    }
}
