package pt.arquipelago.demo.generate;

/**
 * What a dispensing was sold for, in cents: drawn from the dispensing alone, so that DEM and BAS agree.
 *
 * @param paidBySns for all packages
 * @param owed by the patient, before the benefit
 * @param benefit what BAS gives back of it
 */
record Sale(Medicine medicine, Product product, long paidBySns, long owed, long benefit, boolean cancelled) {

    private static final long STREAM = 11;
    private static final double CANCELLED = .004;

    static Sale of(Formulary formulary, Prescription.Dispensing dispensing, Draw of) {
        Draw draw = of.fork(STREAM);
        Patient patient = dispensing.line().prescription().patient();
        Medicine medicine = formulary.medicines().get(dispensing.line().medicine());
        Product product = formulary.draw(draw, dispensing.line().medicine());
        long owed = owed(patient, medicine, product) * dispensing.quantity();
        boolean cancelled = draw.chance(CANCELLED);
        return new Sale(medicine, product, (long) product.price() * dispensing.quantity() - owed, owed, patient.hasBenefits() && !cancelled ? owed / 2 : 0, cancelled);
    }

    /** What the patient pays for a package: less for those with the special regime. */
    private static long owed(Patient patient, Medicine medicine, Product product) {
        double share = medicine.shareOfSns();
        double paid = patient.lowIncome() ? Math.min(.95, share + (medicine.level() == 'A' ? .05 : .15)) : share;
        return product.price() - product.paidBySns(paid);
    }
}
