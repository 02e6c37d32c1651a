package pt.arquipelago.demo.generate;

import java.util.ArrayList;
import java.util.List;

/** Medical certificates for driving licences in CCC: the first, that of professional drivers every five years, and oftener from sixty on. */
final class DrivingCertificateRow implements Records.OfPatient {

    private static final long STREAM = 85;
    private static final byte[][] LETTERS = Words.all("AT", "C");
    private static final byte[] FIRST = Words.of("1.ª emissão");
    private static final byte[] AGAIN = Words.of("revalidação");
    private static final byte[] FIT = Words.of("apto");
    private static final byte[] FIT_WITH = Words.of("apto com restrições");
    private static final byte[] UNFIT = Words.of("inapto");
    private static final byte[] FULL = Words.of("normal");
    private static final byte[] NARROW = Words.of("reduzido");
    private static final byte[][] WAYS = Words.all("online", "offline");
    private static final byte[] GROUP_1 = Words.of("B");
    private static final byte[] GROUP_1_TOO = Words.of("A|B");
    private static final byte[] GROUP_2 = Words.of("B|C|CE");
    private static final int SEES_ENOUGH = 50;
    private static final int SEES_ENOUGH_FOR_GROUP_2 = 80;

    private final World world;
    private final Institution institution;
    private final Sheet sheet;

    DrivingCertificateRow(World world, Institution institution, Sheet sheet) {
        this.world = world;
        this.institution = institution;
        this.sheet = sheet;
    }

    @Override
    public void write(Patient patient) {
        Draw draw = patient.draw(STREAM);
        int age = patient.ageAt(world.settings().firstDay());
        boolean professional = age >= 21 && age < 65 && draw.chance(patient.male() ? .08 : .01);
        double aYear = professional ? .2 : age < 18 ? 0 : age < 25 ? .08 : age < 60 ? .008 : drives(patient, draw) ? age < 70 ? .2 : .42 : 0;
        int count = aYear == 0 ? 0 : Math.min(3, draw.times(aYear * world.settings().years()));
        for (int i = 0; i < count; i++) {
            int day = world.seasons().contact(draw);
            if (patient.aliveOn(day)) {
                certificate(patient, i, day, professional, age < 25 && i == 0, draw);
            }
        }
    }

    private static boolean drives(Patient patient, Draw draw) {
        return draw.chance((patient.male() ? .85 : .45) - (patient.band() - 12) * .07);
    }

    private void certificate(Patient patient, int which, int day, boolean professional, boolean first, Draw draw) {
        long having = patient.conditionsOn(day);
        CsvRow row = PatientColumns.write(sheet.row(), patient);
        Professionals all = world.professionals(institution);
        PatientColumns.write(row, all.family(patient)).text(world.unit(institution, patient.place()));
        row.numbered(LETTERS[0], Numbers.document(institution, patient, which), 13).numbered(LETTERS[1], Numbers.document(institution, patient, 0), 13);
        row.number(professional ? 2 : 1).text(professional ? GROUP_2 : patient.index() % 4 == 0 ? GROUP_1_TOO : GROUP_1).text(first ? FIRST : AGAIN);
        boolean poor = Condition.GLAUCOMA.in(having) && draw.chance(.3);
        int right = sight(patient, poor, draw);
        int left = sight(patient, poor, draw);
        boolean seesEnough = Math.max(right, left) >= (professional ? SEES_ENOUGH_FOR_GROUP_2 : SEES_ENOUGH);
        boolean unfit = !seesEnough || Condition.DEMENTIA.in(having) || professional && Condition.EPILEPSY.in(having);
        List<String> restrictions = restrictions(patient, day, having, draw);
        row.text(unfit ? UNFIT : restrictions.isEmpty() ? FIT : FIT_WITH).text(unfit ? "" : String.join("|", restrictions));
        row.cents(right).cents(left).text(poor ? NARROW : FULL).text(illnesses(having)).truth(professional && draw.chance(.5) || draw.chance(.05)).empty();
        int years = patient.ageAt(day) >= 70 ? 2 : professional || patient.ageAt(day) >= 60 ? 5 : 15;
        row.date(day).date(day + (int) (years * 365.25)).text(WAYS[draw.chance(.97) ? 0 : 1]);
        sheet.write();
    }

    /** In hundredths, as far as it goes with glasses. */
    private static int sight(Patient patient, boolean poor, Draw draw) {
        int best = patient.band() >= 14 ? 90 : 100;
        return poor ? 10 * draw.between(2, 6) : Math.max(50, best - 10 * draw.below(3));
    }

    private static List<String> restrictions(Patient patient, int day, long having, Draw draw) {
        List<String> codes = new ArrayList<>();
        if (draw.chance(patient.band() >= 9 ? .5 : .3)) {
            codes.add("01");
        }
        if (patient.ageAt(day) >= 80 && draw.chance(.2)) {
            codes.add("61");
        }
        if (Condition.PARKINSON.in(having)) {
            codes.add("62");
        }
        return codes;
    }

    private static String illnesses(long having) {
        List<String> names = new ArrayList<>();
        if (Condition.DIABETES.in(having)) {
            names.add("diabetes");
        }
        if ((having & Condition.bits("HYPERTENSION ISCHAEMIC_HEART HEART_FAILURE ATRIAL_FIBRILLATION STROKE")) != 0) {
            names.add("cardiovascular");
        }
        if (Condition.EPILEPSY.in(having)) {
            names.add("epilepsia");
        }
        if (Condition.SLEEP_APNOEA.in(having)) {
            names.add("apneia do sono");
        }
        if ((having & Condition.bits("DEMENTIA PARKINSON")) != 0) {
            names.add("neurológica");
        }
        if (Condition.PSYCHOSIS.in(having)) {
            names.add("psiquiátrica");
        }
        return String.join("|", names);
    }
}
