package pt.arquipelago.demo.generate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a patient is prescribed at an institution, and what of it is dispensed. A patient takes some medicines for long
 * and others once; a person with diabetes has metformin among the former or on the first prescription.
 */
final class Prescriptions {

    private static final long STREAM = 20;
    private static final double ELSEWHERE = .35;
    private static final double DISPENSED = .92;
    private static final double FROM_REGIMEN = .7;
    private static final Weighted LINES = new Weighted(.35, .30, .20, .15);
    private static final double MEAN_LINES = 2.15;
    private static final int REGIMEN = 6;

    private final Settings settings;
    private final Institution institution;
    private final Seasons seasons;
    private final Formulary formulary;
    private final MedicineChoice choice;
    private final Weighted[] packages;
    private final int metformin;
    private final double perMonth;
    private final PrescriptionRow prescriptionRow;
    private final DispensingRow dispensingRow;

    Prescriptions(Settings settings, Institution institution, Seasons seasons, Formulary formulary, MedicineChoice choice) {
        this.settings = settings;
        this.institution = institution;
        this.seasons = seasons;
        this.formulary = formulary;
        this.choice = choice;
        packages = formulary.medicines().stream().map(medicine -> new Weighted(medicine.packages())).toArray(Weighted[]::new);
        metformin = formulary.medicines().stream().map(Medicine::atc).toList().indexOf("A10BA02");
        perMonth = settings.packages() / (DISPENSED * MEAN_LINES * choice.meanPackages());
        prescriptionRow = new PrescriptionRow(institution, formulary);
        dispensingRow = new DispensingRow(institution, formulary);
    }

    void write(Patient patient, boolean atHome, Extract extract) throws IOException {
        Optional<ExtractFile> pem = extract.file(SnsSystem.PEM);
        Optional<ExtractFile> dem = extract.file(SnsSystem.DEM);
        if (pem.isEmpty() && dem.isEmpty()) {
            return;
        }
        Draw draw = Draw.of(settings.seed(), STREAM + institution.ordinal(), patient.index());
        int count = draw.times(perMonth * settings.months() * Population.medicines(patient.band()) * (atHome ? 1 : ELSEWHERE));
        int[] days = new int[count];
        for (int i = 0; i < count; i++) {
            days[i] = seasons.contact(draw);
        }
        Arrays.sort(days);
        int[] regimen = regimen(patient, draw);
        int dispensings = 0;
        for (int i = 0; i < count && patient.aliveOn(days[i]); i++) {
            Prescription prescription = new Prescription(patient, Numbers.prescription(institution, patient, i), days[i],
                    draw.between(8 * 3600, 19 * 3600), Prescriber.any(institution, patient, draw));
            int lines = 1 + LINES.draw(draw);
            int[] medicines = medicines(patient, regimen, lines, i == 0, draw);
            for (int line = 0; line < lines; line++) {
                dispensings = line(prescription, line + 1, medicines[line], dispensings, pem, dem, draw);
            }
        }
    }

    private int line(Prescription prescription, int line, int medicine, int dispensings, Optional<ExtractFile> pem, Optional<ExtractFile> dem, Draw draw)
            throws IOException {
        int quantity = 1 + packages[medicine].draw(draw);
        boolean dispensed = draw.chance(DISPENSED);
        if (pem.isPresent()) {
            prescriptionRow.write(prescription, line, medicine, quantity, dispensed, pem.get(), draw);
        }
        int given = dispensings;
        if (dispensed && dem.isPresent()) {
            int first = quantity <= 2 ? quantity : (quantity + 1) / 2;
            given = dispense(prescription, line, medicine, first, draw.below(4), given, dem.get(), draw);
            if (quantity > first) {
                given = dispense(prescription, line, medicine, quantity - first, draw.between(12, 26), given, dem.get(), draw);
            }
        }
        return given;
    }

    private int dispense(Prescription prescription, int line, int medicine, int quantity, int after, int which, ExtractFile dem, Draw draw)
            throws IOException {
        int day = prescription.day() + after;
        while (after > 0 && !Seasons.comesAbout(draw, day)) {
            day++;
        }
        if (day >= settings.endDay() || !prescription.patient().aliveOn(day)) {
            return which;
        }
        dispensingRow.write(prescription, line, medicine, quantity, Numbers.dispensing(institution, prescription.patient(), which), day, dem, draw);
        return which + 1;
    }

    private int[] regimen(Patient patient, Draw draw) {
        int[] regimen = new int[REGIMEN];
        for (int i = 0; i < REGIMEN; i++) {
            regimen[i] = choice.draw(draw, patient);
        }
        return regimen;
    }

    private int[] medicines(Patient patient, int[] regimen, int lines, boolean first, Draw draw) {
        int[] medicines = new int[lines];
        for (int i = 0; i < lines; i++) {
            for (int attempt = 0; attempt < 4; attempt++) {
                medicines[i] = draw.chance(FROM_REGIMEN) ? regimen[draw.below(REGIMEN)] : choice.draw(draw, patient);
                if (!contains(medicines, i, medicines[i])) {
                    break;
                }
            }
        }
        if (first && patient.health() != Health.NO_DIABETES && !contains(regimen, REGIMEN, metformin) && !contains(medicines, lines, metformin)) {
            medicines[0] = metformin;
        }
        return medicines;
    }

    private static boolean contains(int[] medicines, int before, int medicine) {
        for (int i = 0; i < before; i++) {
            if (medicines[i] == medicine) {
                return true;
            }
        }
        return false;
    }
}
