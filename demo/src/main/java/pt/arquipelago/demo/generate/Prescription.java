package pt.arquipelago.demo.generate;

/** A prescription, before its lines. {@code day} counts from 1970-01-01, {@code second} from midnight. */
record Prescription(Patient patient, long number, int day, int second, Prescriber prescriber) {
}
