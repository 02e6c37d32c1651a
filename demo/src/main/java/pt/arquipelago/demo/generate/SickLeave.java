package pt.arquipelago.demo.generate;

/**
 * A certificate of sick leave.
 *
 * @param first its first day, counted from 1970-01-01
 * @param relative the patient number of the family member cared for, or 0
 */
record SickLeave(Patient patient, long number, SickLeaveKind kind, boolean initial, Diagnosis reason, int first, int days, boolean surgery, long relative) {
}
