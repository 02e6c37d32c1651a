package pt.arquipelago.demo.generate;

import java.util.List;

/**
 * A reason of contacts with primary care.
 *
 * @param winter follows influenza
 * @param conditions what the person has; 0: anybody
 */
record ContactReason(byte[] icpc, double weight, boolean winter, char sex, int from, int to, long conditions) implements Occasion {

    private static final int FIRST_DIAGNOSIS = 70;
    private static final int FIRST_PROCESS = 30;

    static List<ContactReason> all() {
        return ResourceTable.rows("reasons.csv").stream().map(cells -> new ContactReason(Words.of(cells[0]), Double.parseDouble(cells[1]), cells[2].equals("y"),
                cells[3].charAt(0), Integer.parseInt(cells[4]), Integer.parseInt(cells[5]), Condition.bits(cells[6]))).toList();
    }

    boolean is(String code) {
        return icpc[0] == code.charAt(0) && icpc[1] == code.charAt(1) && icpc[2] == code.charAt(2);
    }

    /** The component of ICPC-2: complaints 1, processes 2, diagnoses 7. */
    static int component(byte[] icpc) {
        int number = (icpc[1] - '0') * 10 + icpc[2] - '0';
        return number >= FIRST_DIAGNOSIS ? 7 : number >= FIRST_PROCESS ? 2 : 1;
    }
}
