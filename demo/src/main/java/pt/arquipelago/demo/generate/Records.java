package pt.arquipelago.demo.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that one institution has about a patient, in the systems that are wanted. */
final class Records {

    /** What has rows that follow from the patient alone. */
    interface OfPatient {
        void write(Patient patient);
    }

    private final Map<SnsSystem, Sheet> sheets;
    private final List<OfPatient> everywhere = new ArrayList<>();
    private final List<OfPatient> atHome = new ArrayList<>();
    private final List<Prescription.Listener> ofPrescriptions = new ArrayList<>();
    private final List<SickLeave.Listener> ofSickLeaves = new ArrayList<>();
    private final List<Exam.Listener> ofExams = new ArrayList<>();
    private final List<Admission.Listener> ofAdmissions = new ArrayList<>();
    private final Optional<ProfessionalRows> professionals;
    private final Optional<Exams> exams;
    private final Optional<Prescriptions> prescriptions;
    private final Optional<SickLeaves> sickLeaves;
    private final Optional<Admissions> admissions;

    Records(World world, Institution institution, Map<SnsSystem, Sheet> sheets) {
        this.sheets = sheets;
        sheet(SnsSystem.RNU).ifPresent(sheet -> everywhere.add(new RegistryRow(world, institution, sheet)));
        sheet(SnsSystem.PEM).ifPresent(sheet -> ofPrescriptions.add(PrescriptionRow.ofUnits(world, institution, sheet)));
        sheet(SnsSystem.PEM_PPP).ifPresent(sheet -> ofPrescriptions.add(PrescriptionRow.ofPractices(world, institution, sheet)));
        sheet(SnsSystem.DEM).ifPresent(sheet -> ofPrescriptions.add(new DispensingRow(world, institution, sheet)));
        sheet(SnsSystem.CIT).ifPresent(sheet -> ofSickLeaves.add(new SickLeaveRow(world, institution, sheet)));
        sheet(SnsSystem.ESP).ifPresent(sheet -> ofExams.add(new ExamRow(world, institution, sheet)));
        sheet(SnsSystem.CRD).ifPresent(sheet -> atHome.add(new RespiratoryCareRows(world, institution, sheet)));
        sheet(SnsSystem.SICO).ifPresent(sheet -> atHome.add(new DeathCertificateRow(world, institution, sheet)));
        sheet(SnsSystem.RENTEV).ifPresent(sheet -> atHome.add(new LivingWillRow(institution, sheet)));
        sheet(SnsSystem.CCC).ifPresent(sheet -> atHome.add(new DrivingCertificateRow(world, institution, sheet)));
        sheet(SnsSystem.SISO).ifPresent(sheet -> atHome.add(new DentalVoucherRows(world, institution, sheet)));
        sheet(SnsSystem.RSE).ifPresent(sheet -> {
            RecordRows rows = new RecordRows(world, institution, sheet);
            atHome.add(rows);
            ofExams.add(rows);
            ofAdmissions.add(rows);
        });
        sheet(SnsSystem.GDH).ifPresent(sheet -> ofAdmissions.add(new DischargeRow(sheet)));
        sheet(SnsSystem.BAS).ifPresent(sheet -> {
            BenefitClaimRows rows = new BenefitClaimRows(world, institution, sheet);
            atHome.add(rows);
            ofPrescriptions.add(rows);
        });
        sheet(SnsSystem.SIARS).ifPresent(sheet -> {
            ContactRows rows = new ContactRows(world, institution, sheet);
            atHome.add(rows);
            ofPrescriptions.add(rows);
            ofSickLeaves.add(rows);
            ofExams.add(rows);
        });
        professionals = sheet(SnsSystem.RNP).map(sheet -> new ProfessionalRows(world, institution, sheet));
        exams = ofExams.isEmpty() ? Optional.empty() : Optional.of(new Exams(world, institution, ofExams));
        prescriptions = ofPrescriptions.isEmpty() ? Optional.empty() : Optional.of(new Prescriptions(world, institution, ofPrescriptions));
        sickLeaves = ofSickLeaves.isEmpty() ? Optional.empty() : Optional.of(new SickLeaves(world, institution, ofSickLeaves));
        admissions = ofAdmissions.isEmpty() ? Optional.empty() : Optional.of(new Admissions(world, institution, ofAdmissions));
    }

    void write(Patient patient, boolean home) {
        everywhere.forEach(rows -> rows.write(patient));
        if (home) {
            atHome.forEach(rows -> rows.write(patient));
            admissions.ifPresent(all -> all.tell(patient));
        }
        prescriptions.ifPresent(all -> all.tell(patient, home));
        sickLeaves.ifPresent(all -> all.tell(patient, home));
        exams.ifPresent(all -> all.tell(patient, home));
    }

    /** Those whose place in the list of their profession is from one to another. */
    void professionals(long from, long to) {
        professionals.ifPresent(rows -> rows.write(from, to));
    }

    private Optional<Sheet> sheet(SnsSystem system) {
        return Optional.ofNullable(sheets.get(system));
    }
}
