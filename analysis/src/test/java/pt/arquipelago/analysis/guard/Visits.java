package pt.arquipelago.analysis.guard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up visits of some thousand persons. Region, sex and birth year are what a neighbour knows; who has been diagnosed, and what was
 * paid, is what nobody may learn.
 */
final class Visits {
    static final List<String> COLUMNS = List.of("person", "sex", "region", "born", "day", "code", "cost", "ill", "nr", "lab");
    static final int PERSON = 0;
    static final int SEX = 1;
    static final int REGION = 2;
    static final int BORN = 3;
    static final int COST = 6;
    static final int ILL = 7;
    /** Known of two persons in five. */
    static final int LAB = 9;
    static final String[] REGIONS = {"R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8"};
    static final String[] CODES = {"A10", "A11", "B01", "B02", "C07", "C09", "D01", "D02", "J01", "J02", "L01", "N02", "N05", "R03", "S01"};

    private final List<Object[]> records;
    private final List<Object[]> persons;

    private Visits(List<Object[]> records, List<Object[]> persons) {
        this.records = records;
        this.persons = persons;
    }

    static Visits of(int count, long seed) {
        Random random = new Random(seed);
        Random labs = new Random(seed + 1);
        List<Object[]> records = new ArrayList<>();
        List<Object[]> persons = new ArrayList<>();
        for (long person = 1; person <= count; person++) {
            String sex = random.nextInt(100) < 52 ? "F" : "M";
            String region = REGIONS[(int) (REGIONS.length * Math.pow(random.nextDouble(), 1.7))];
            long born = 1930 + (long) (75 * Math.sqrt(random.nextDouble()));
            long ill = random.nextInt(100) < 8 ? 1 : 0;
            boolean examined = labs.nextInt(100) < 40;
            int visits = 1 + (int) (-Math.log(1 - random.nextDouble()) * 1.6);
            for (int v = 0; v < visits; v++) {
                LocalDate day = LocalDate.of(2021, 1, 1).plusDays(random.nextInt(4 * 365));
                String code = CODES[(int) (CODES.length * Math.pow(random.nextDouble(), 1.8))];
                Long cost = random.nextInt(40) == 0 ? null : (Long) (long) (500 + 40 * Math.exp(1.5 * random.nextGaussian() + 3));
                records.add(new Object[] {person, sex, region, born, day, code, cost, ill, person, examined ? (Long) (long) labs.nextInt(100) : null});
            }
            persons.add(records.get(records.size() - 1));
        }
        return new Visits(records, persons);
    }

    List<Object[]> records() {
        return records;
    }

    /** One record of each. */
    List<Object[]> persons() {
        return persons;
    }
}
