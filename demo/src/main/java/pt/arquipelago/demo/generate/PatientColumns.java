package pt.arquipelago.demo.generate;

/** The columns with which every row begins, and those about who prescribed. */
final class PatientColumns {

    private PatientColumns() {
    }

    static CsvRow write(CsvRow row, Patient patient) {
        return row.digits(patient.number(), 9).date(patient.birth()).text(patient.male() ? Words.MALE : Words.FEMALE).digits(patient.dico(), 4);
    }

    static CsvRow write(CsvRow row, Prescriber prescriber, Institution institution) {
        return row.text(Words.ORDER_OF_PHYSICIANS).number(prescriber.number()).number(prescriber.specialty()).digits(prescriber.place(), 7)
                .text(institution.code());
    }
}
