package pt.arquipelago.analysis.guard;

import static pt.arquipelago.analysis.guard.Asking.call;
import static pt.arquipelago.analysis.guard.Asking.codes;
import static pt.arquipelago.analysis.guard.Asking.column;
import static pt.arquipelago.analysis.guard.Asking.date;
import static pt.arquipelago.analysis.guard.Asking.derived;
import static pt.arquipelago.analysis.guard.Asking.in;
import static pt.arquipelago.analysis.guard.Asking.le;
import static pt.arquipelago.analysis.guard.Asking.lt;
import static pt.arquipelago.analysis.guard.Asking.moments;
import static pt.arquipelago.analysis.guard.Asking.not;
import static pt.arquipelago.analysis.guard.Asking.number;
import static pt.arquipelago.analysis.guard.Asking.persons;
import static pt.arquipelago.analysis.guard.Asking.records;
import static pt.arquipelago.analysis.guard.Asking.recordsIf;
import static pt.arquipelago.analysis.guard.Asking.sum;
import static pt.arquipelago.analysis.guard.Asking.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.ValueType;

/** A dozen studies as they are really made: one question after the other, each a change of one before. */
final class Studies {
    private static final Key SEX = codes("sex", "F", "M");
    private static final Key REGION = codes("region", Visits.REGIONS);
    private static final Key YEAR = derived("year", ValueType.BIGINT, call("year", column("day")));
    private static final Key QUARTER = derived("quarter", ValueType.BIGINT, call("quarter", column("day")));

    private Studies() {}

    static List<List<Asking>> all() {
        String[][] cohorts = {{"A10"}, {"A10", "A11"}, {"B01", "B02"}, {"C07", "C09"}, {"A10", "B01", "C07"}, {"D01", "D02"}, {"J01"}, {"C07"}, {"B01"}, {"A11", "C09"}, {"B02", "C07"}, {"A10", "D01"}};
        String[] corrected = {"A11", "B01", "C07", "A10", "B02", "A10", "A10", "C09", "B02", "A10", "C09", "A11"};
        List<List<Asking>> studies = new ArrayList<>();
        for (int i = 0; i < cohorts.length; i++) {
            studies.add(study(i, cohorts[i], corrected[i]));
        }
        return studies;
    }

    private static List<Asking> study(int i, String[] codes, String more) {
        String[] wider = Arrays.copyOf(codes, codes.length + 1);
        wider[codes.length] = more;
        int first = 2021 + i % 2;
        JsonNode cohort = cohort(codes);
        JsonNode corrected = cohort(wider);
        JsonNode from = le(date(first, 1, 1), column("day"));
        JsonNode to = lt(column("day"), date(first + 3, 1, 1));
        JsonNode later = le(date(first, 7, 1), column("day"));
        Key bands = bands(40, 65);
        Key shifted = bands(45, 65);
        List<Asking> q = new ArrayList<>();
        q.add(Asking.of(persons(), records()).where(cohort, from, to));
        q.add(Asking.of(persons(), records()).where(cohort, from, to).by(SEX));
        q.add(Asking.of(persons(), records()).where(cohort, from, to).by(bands));
        q.add(Asking.of(persons(), records()).where(cohort, from, to).by(bands, SEX));
        q.add(Asking.of(records(), sum("cost")).where(cohort, from, to).by(YEAR));
        q.add(Asking.of(records(), sum("cost")).where(cohort, from, to).by(YEAR, SEX));
        q.add(Asking.of(persons()).where(cohort, from, to).by(REGION));
        // One code was forgotten.
        q.add(Asking.of(persons(), records()).where(corrected, from, to));
        q.add(Asking.of(persons(), records()).where(corrected, from, to).by(bands, SEX));
        q.add(Asking.of(records(), sum("cost")).where(corrected, from, to).by(YEAR));
        q.add(Asking.of(persons()).where(corrected, from, to).by(REGION));
        // The reviewer wants other bands.
        q.add(Asking.of(persons(), records()).where(corrected, from, to).by(shifted));
        q.add(Asking.of(persons()).where(corrected, from, to).by(shifted, SEX));
        // The period begins half a year later.
        q.add(Asking.of(persons(), records()).where(corrected, later, to));
        q.add(Asking.of(persons(), records()).where(corrected, later, to).by(SEX));
        q.add(Asking.of(records(), sum("cost")).where(corrected, later, to).by(YEAR));
        // A stratum more.
        q.add(Asking.of(persons()).where(corrected, from, to).by(REGION, SEX));
        q.add(Asking.of(records(), moments("cost")).where(corrected, from, to).by(SEX));
        q.add(Asking.of(records(), moments("cost")).where(corrected, from, to).by(bands));
        // The very old are left out.
        JsonNode young = lt(number(1940), column("born"));
        q.add(Asking.of(persons(), records()).where(corrected, from, to, young));
        q.add(Asking.of(persons(), records()).where(corrected, from, to, young).by(SEX));
        q.add(Asking.of(persons()).where(corrected, from, to, young).by(REGION));
        // Sensitivity: without the cheapest, without one code, by quarter.
        q.add(Asking.of(records(), sum("cost")).where(corrected, from, to, le(number(800), column("cost"))).by(SEX));
        q.add(Asking.of(records(), recordsIf(le(number(2_000), column("cost")))).where(corrected, from, to).by(SEX));
        q.add(Asking.of(persons(), records()).where(cohort, not(Asking.eq(column("code"), text(codes[0]))), from, to).by(SEX));
        q.add(Asking.of(records()).where(corrected, from, to).by(YEAR, QUARTER));
        return i % 3 == 0 ? q.subList(0, 22) : q;
    }

    private static JsonNode cohort(String[] codes) {
        return codes.length == 1 ? Asking.eq(column("code"), text(codes[0])) : in(column("code"), Arrays.stream(codes).distinct().map(Asking::text).toArray(JsonNode[]::new));
    }

    private static Key bands(int middle, int old) {
        return derived("band", ValueType.STRING, Asking.choice(lt(number(2024 - middle), column("born")), text("young"), lt(number(2024 - old), column("born")), text("middle"), text("old")));
    }

    /** The same, by somebody who has read the page: the population is defined once, with every key that will be asked for. */
    static Asking advised(Asking asking) {
        return asking.where(call("is-not-null", SEX.expression()), call("is-not-null", REGION.expression()));
    }
}
