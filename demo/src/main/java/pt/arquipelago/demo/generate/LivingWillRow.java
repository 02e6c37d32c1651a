package pt.arquipelago.demo.generate;

import java.time.LocalDate;

/** A living will in RENTEV: 34,500 are in force for 10.64 million people, 65 % of them of women. */
final class LivingWillRow implements Records.OfPatient {

    private static final long STREAM = 80;
    private static final byte[] LETTERS = Words.of("DV");
    private static final double IN_FORCE = 34_500 / 10_639_726.0;
    private static final double WOMEN = .65;
    private static final double SHARE_IN_FORCE = .86;
    private static final int YEARS = 5;
    private static final int ADULT_BAND = 4;
    private static final byte[][] STATES = Words.all("ativo", "alterado", "revogado", "pendente", "expirado");
    private static final byte[][] CHANNELS = Words.all("balcão", "correio", "eletrónico");
    private static final byte[] DESK = Words.of("BR");
    /** How much oftener at an age, from 20–24 on. */
    private static final double[] AGES = {.2, .3, .35, .4, .6, .8, 1, 1.2, 1.5, 1.7, 1.8, 1.7, 1.5, 1.2, .9, .7};
    private static final double OF_WOMEN = WOMEN / expected(false);
    private static final double OF_MEN = (1 - WOMEN) / expected(true);

    private final Institution institution;
    private final Sheet sheet;

    LivingWillRow(Institution institution, Sheet sheet) {
        this.institution = institution;
        this.sheet = sheet;
    }

    @Override
    public void write(Patient patient) {
        int at = patient.band() - ADULT_BAND;
        if (at < 0) {
            return;
        }
        Draw draw = patient.draw(STREAM);
        if (!draw.chance(IN_FORCE / SHARE_IN_FORCE * AGES[at] * (patient.male() ? OF_MEN : OF_WOMEN))) {
            return;
        }
        boolean expired = !draw.chance(SHARE_IN_FORCE / .97);
        int end = patient.last();
        LocalDate latest = LocalDate.ofEpochDay(end);
        int fiveYears = (int) (end - latest.minusYears(YEARS).toEpochDay());
        int signed = expired ? end - fiveYears - 1 - draw.below(900) : end - 10 - draw.below(fiveYears - 20);
        if (patient.ageAt(signed) < 18) {
            return;
        }
        int state = expired ? 4 : draw.chance(.03) ? 1 + draw.below(3) : 0;
        write(patient, signed, state, draw);
    }

    private void write(Patient patient, int signed, int state, Draw draw) {
        CsvRow row = PatientColumns.write(sheet.row(), patient);
        int registered = signed + draw.below(8);
        row.numbered(LETTERS, Numbers.document(institution, patient, 0), 13).date(signed).date(registered);
        row.date((int) LocalDate.ofEpochDay(signed).plusYears(YEARS).toEpochDay()).text(STATES[state]);
        boolean proxy = draw.chance(.6);
        row.truth(proxy);
        if (proxy) {
            row.text(draw.oneOf(RegistryRow.WOMEN) + " " + draw.oneOf(RegistryRow.FAMILIES)).digits(900_000_000L + draw.below(10_000_000), 9);
        } else {
            row.empty(2);
        }
        row.truth(proxy && draw.chance(.4)).truth(draw.chance(.85)).truth(draw.chance(.9)).truth(draw.chance(.7)).truth(draw.chance(.92)).truth(draw.chance(.6));
        row.empty().numbered(DESK, patient.dico() / 100, 2).text(CHANNELS[draw.below(10) < 7 ? 0 : 1 + draw.below(2)]).number(draw.times(.4));
        sheet.write();
    }

    private static double expected(boolean male) {
        double expected = 0;
        for (int at = 0; at < AGES.length; at++) {
            int band = ADULT_BAND + at;
            expected += AGES[at] * Population.share(band) * (male ? Population.men(band) : 1 - Population.men(band));
        }
        return expected;
    }
}
