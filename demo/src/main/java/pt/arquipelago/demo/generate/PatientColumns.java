package pt.arquipelago.demo.generate;

/** The columns with which every row begins, and those about who prescribed. */
final class PatientColumns {

    private PatientColumns() {
    }

    static CsvRow write(CsvRow row, Patient patient) {
        return row.digits(patient.number(), 9).date(patient.birth()).text(patient.male() ? Words.MALE : Words.FEMALE).digits(patient.dico(), 4);
    }

    /** Without the local health unit. */
    static CsvRow write(CsvRow row, Professional prescriber) {
        row.text(prescriber.kind().order()).number(prescriber.number());
        if (prescriber.specialty() > 0) {
            row.number(prescriber.specialty());
        } else {
            row.empty();
        }
        return row.digits(prescriber.place(), 7);
    }
}
