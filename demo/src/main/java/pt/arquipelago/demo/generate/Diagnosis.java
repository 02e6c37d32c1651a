package pt.arquipelago.demo.generate;

import java.util.List;

/**
 * A reason of sick leave.
 *
 * @param longest days of a first certificate
 * @param longestExtension days of one that goes on with it
 * @param winter follows influenza
 * @param sex M, F or - for both
 * @param to oldest age
 * @param conditions what who is given it has; 0: anybody
 */
record Diagnosis(String icpc, String icd, double weight, int longest, int longestExtension, boolean winter, char sex, int from, int to, long conditions) {

    static List<Diagnosis> all() {
        return ResourceTable.rows("diagnoses.csv").stream().map(cells -> new Diagnosis(cells[0], cells[1], Double.parseDouble(cells[2]),
                Integer.parseInt(cells[3]), Integer.parseInt(cells[4]), cells[5].equals("y"), cells[6].charAt(0), Integer.parseInt(cells[7]),
                Integer.parseInt(cells[8]), Condition.bits(cells[9]))).toList();
    }

    boolean suits(Patient patient, int age) {
        return age >= from && age <= to && (sex == '-' || sex == (patient.male() ? 'M' : 'F'));
    }

    boolean isTuberculosis() {
        return icpc.equals("R70");
    }
}
