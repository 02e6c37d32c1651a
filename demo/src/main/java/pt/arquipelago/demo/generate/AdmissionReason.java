package pt.arquipelago.demo.generate;

import java.util.List;

/**
 * Why people come to hospital, as {@code admissions.csv} describes it.
 *
 * @param icd principal diagnosis, ICD-10-CM
 * @param group APR-DRG, and {@code category} its major diagnostic category
 * @param weight how often in a year for a thousand people
 * @param days mean length of stay, 0 for a case of a day
 * @param planned share that is planned
 * @param onset also when the condition begins
 * @param procedure ICD-10-PCS, or empty; {@code other} alike
 * @param external cause of an injury, or empty
 * @param relative weight of the group in hundredths
 */
record AdmissionReason(String icd, String words, int group, int category, boolean surgical, double weight, int days, double planned, boolean onset,
        String procedure, String other, String external, int relative, char sex, int from, int to, long conditions) implements Occasion {

    static List<AdmissionReason> all() {
        return ResourceTable.rows("admissions.csv").stream().map(cells -> new AdmissionReason(cells[0], cells[1], Integer.parseInt(cells[2]), Integer.parseInt(cells[3]),
                cells[4].equals("C"), Double.parseDouble(cells[5]), Integer.parseInt(cells[6]), Double.parseDouble(cells[7]), cells[8].equals("y"),
                cells[9], cells[10], cells[11], Integer.parseInt(cells[12]), cells[13].charAt(0), Integer.parseInt(cells[14]), Integer.parseInt(cells[15]),
                Condition.bits(cells[16]))).toList();
    }

    boolean suits(Patient patient, int day) {
        int age = patient.ageAt(day);
        return age >= from && age <= to && (sex == '-' || sex == (patient.male() ? 'M' : 'F')) && (conditions == 0 || (conditions & patient.conditionsOn(day)) != 0);
    }

    /** Hospitals see the old as often as medicines do. */
    @Override
    public double atAge(int band) {
        return from >= 18 ? Population.medicines(band) : 1;
    }
}
