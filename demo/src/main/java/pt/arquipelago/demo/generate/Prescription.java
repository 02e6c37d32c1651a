package pt.arquipelago.demo.generate;

/** A prescription, before its lines. {@code day} counts from 1970-01-01, {@code second} from midnight. */
record Prescription(Patient patient, int which, long number, int day, int second, Professional prescriber, boolean privately) {

    /** A line of it: {@code quantity} packages of a medicine; a cancelled one is never dispensed. */
    record Line(Prescription prescription, int line, int medicine, int quantity, boolean cancelled) {
    }

    /** What was given on a line. */
    record Dispensing(Line line, long number, int quantity, int day) {
    }

    /** What hears of a patient's prescriptions in their order; each hears the same, whoever else does. */
    interface Listener {
        default void prescribed(Prescription prescription, Draw draw) {
        }

        default void line(Line line, Draw draw) {
        }

        default void dispensed(Dispensing dispensing, Draw draw) {
        }
    }
}
