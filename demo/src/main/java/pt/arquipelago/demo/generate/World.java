package pt.arquipelago.demo.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import pt.arquipelago.pseudonymisation.generalise.Municipality;
import pt.arquipelago.pseudonymisation.generalise.Territory;

/** All that the extracts of one run share, made once and never changed. */
final class World {

    private final Settings settings;
    private final Patients patients;
    private final Seasons seasons;
    private final Formulary formulary = new Formulary();
    private final List<SickLeaveReason> sickLeaveReasons = SickLeaveReason.all();
    private final Rates sickLeaveRates = new Rates(sickLeaveReasons);
    private final List<Diagnosis> diagnoses = Diagnosis.all();
    private final List<Exam.Need> examNeeds = Exam.all().stream().flatMap(exam -> exam.often() == 0 ? Stream.of(new Exam.Need(exam, false))
            : Stream.of(new Exam.Need(exam, false), new Exam.Need(exam, true))).toList();
    private final Rates examRates = new Rates(examNeeds);
    private final List<ContactReason> contactReasons = ContactReason.all();
    private final Rates contactRates = new Rates(contactReasons);
    private final List<AdmissionReason> admissionReasons = AdmissionReason.all();
    private final Rates admissionRates = new Rates(admissionReasons);
    private final byte[][] regions;
    private final Map<Institution, Professionals> professionals = new HashMap<>();
    private final byte[][] units;

    World(Settings settings) {
        this.settings = settings;
        patients = new Patients(settings, Territory.portugal());
        seasons = new Seasons(settings);
        settings.institutions().forEach(institution -> professionals.put(institution, new Professionals(settings, institution, patients.places())));
        units = units(patients.places());
        regions = patients.places().stream().map(place -> Words.of(region(place.nuts3()))).toArray(byte[][]::new);
    }

    Settings settings() {
        return settings;
    }

    Patients patients() {
        return patients;
    }

    Seasons seasons() {
        return seasons;
    }

    Formulary formulary() {
        return formulary;
    }

    List<SickLeaveReason> sickLeaveReasons() {
        return sickLeaveReasons;
    }

    Rates sickLeaveRates() {
        return sickLeaveRates;
    }

    List<Diagnosis> diagnoses() {
        return diagnoses;
    }

    List<Exam.Need> examNeeds() {
        return examNeeds;
    }

    Rates examRates() {
        return examRates;
    }

    List<ContactReason> contactReasons() {
        return contactReasons;
    }

    Rates contactRates() {
        return contactRates;
    }

    List<AdmissionReason> admissionReasons() {
        return admissionReasons;
    }

    Rates admissionRates() {
        return admissionRates;
    }

    /** The regional administration that there was, empty on the islands. */
    byte[] region(int place) {
        return regions[place];
    }

    /** Where a professional works. */
    String nuts3(Institution institution, Professional professional) {
        if (institution.national()) {
            return patients.places().get(professionals(institution).placeOf(professional)).nuts3();
        }
        return patients.places().stream().filter(place -> place.uls().equals(institution.unit())).findFirst().orElseThrow().nuts3();
    }

    Professionals professionals(Institution institution) {
        return professionals.get(institution);
    }

    /** {@code uls_cod} of an institution, or of the unit where the patient lives for one that serves the whole country. */
    byte[] unit(Institution institution, int place) {
        return institution.national() ? units[place] : Words.of(institution.code());
    }

    private static String region(String nuts3) {
        return switch (nuts3.substring(0, 4)) {
            case "PT11" -> "Norte";
            case "PT19" -> "Centro";
            case "PT1A", "PT1B", "PT1D" -> "Lisboa e Vale do Tejo";
            case "PT1C" -> "Alentejo";
            case "PT15" -> "Algarve";
            default -> "";
        };
    }

    private static byte[][] units(List<Municipality> places) {
        Map<String, byte[]> codes = new HashMap<>();
        Institution.DEMONSTRATION.forEach(each -> codes.put(each.unit(), Words.of(each.code())));
        int next = 1;
        for (String unit : new TreeSet<>(places.stream().map(Municipality::uls).toList())) {
            codes.putIfAbsent(unit, Words.of(String.format("ULS%02d", next++)));
        }
        return places.stream().map(place -> codes.get(place.uls())).toArray(byte[][]::new);
    }
}
