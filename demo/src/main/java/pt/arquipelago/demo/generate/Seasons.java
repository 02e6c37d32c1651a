package pt.arquipelago.demo.generate;

import java.time.LocalDate;
import java.util.Arrays;

/** On which day something happens: contacts by month and weekday, sick leaves by weekdays of their own, influenza in winter. */
final class Seasons {

    private static final double[] CONTACTS = {1.13, 1.07, 1.04, .96, 1.04, .95, .98, .88, .98, 1.09, 1.07, .81};
    private static final double[] INFLUENZA = {12.0, 7.7, 2.8, 1.2, .7, .5, .3, .3, .6, 1.4, 2.4, 6.5};
    private static final double[] WEEKDAYS = {1, .92, .88, .83, .68, .06, .05};
    private static final double[] LEAVE_WEEKDAYS = {20.4, 19.9, 19.8, 18.5, 17.0, 2.3, 2.1};

    private final int begin;
    private final byte[] month;
    private final double longer;
    private final Weighted contacts;
    private final Weighted earlierToo;
    private final Weighted leaves;
    private final Weighted winterLeaves;

    Seasons(Settings settings) {
        begin = settings.firstDay() - settings.daysBefore();
        int days = settings.endDay() - begin;
        month = new byte[days];
        double[] contact = new double[days];
        double[] leave = new double[days];
        double[] winter = new double[days];
        for (int i = 0; i < days; i++) {
            LocalDate day = LocalDate.ofEpochDay(begin + (long) i);
            month[i] = (byte) (day.getMonthValue() - 1);
            int weekday = day.getDayOfWeek().ordinal();
            contact[i] = CONTACTS[month[i]] * WEEKDAYS[weekday];
            leave[i] = CONTACTS[month[i]] * LEAVE_WEEKDAYS[weekday];
            // Seven tenths of what is caught in winter are caught all year round.
            winter[i] = (.7 * CONTACTS[month[i]] + .3 * INFLUENZA[month[i]] / 3.03) * LEAVE_WEEKDAYS[weekday];
        }
        earlierToo = new Weighted(contact);
        double before = 0;
        for (int i = 0; i < settings.daysBefore(); i++) {
            before += contact[i];
            contact[i] = 0;
        }
        contacts = new Weighted(contact);
        longer = 1 + before / Arrays.stream(contact).sum();
        leaves = new Weighted(leave);
        winterLeaves = new Weighted(winter);
    }

    int contact(Draw draw) {
        return begin + contacts.draw(draw);
    }

    /** In the months of the extract or in the days before that are looked at too. */
    int contactOrEarlier(Draw draw) {
        return begin + earlierToo.draw(draw);
    }

    /** How much more happens with these days than without. */
    double withDaysBefore() {
        return longer;
    }

    /** From October to December, or -1 where the months of the extract have none of these. */
    int autumn(Draw draw) {
        for (int attempt = 0; attempt < 40; attempt++) {
            int day = contact(draw);
            if (month[day - begin] >= 9) {
                return day;
            }
        }
        return -1;
    }

    /** The share of contacts that are for influenza. */
    double influenza(int day) {
        return INFLUENZA[month[day - begin]] / 1000;
    }

    /** How likely what follows influenza comes about, compared with January. */
    double ofWinter(int day) {
        return (.7 + .3 * INFLUENZA[month[day - begin]] / 3.03) / (.7 + .3 * INFLUENZA[0] / 3.03);
    }

    /** A first certificate, of these months or the days before. */
    int leave(Draw draw, boolean winter) {
        return begin + (winter ? winterLeaves : leaves).draw(draw);
    }

    /** Whether a certificate that goes on with another begins on this day, so that its weekdays are like those of the first. */
    static boolean isDayOfLeave(Draw draw, int day) {
        return draw.unit() * LEAVE_WEEKDAYS[0] < LEAVE_WEEKDAYS[Math.floorMod(day + 3, 7)];
    }

    /** Whether a pharmacy's day comes about, so that dispensing follows the week too. */
    static boolean comesAbout(Draw draw, int day) {
        return draw.unit() < WEEKDAYS[Math.floorMod(day + 3, 7)];
    }
}
