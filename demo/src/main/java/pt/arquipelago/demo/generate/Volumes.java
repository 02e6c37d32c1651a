package pt.arquipelago.demo.generate;

/**
 * How much of what.
 *
 * @param packages dispensed a month for each patient; 3.3 after 33 million a month for 10 million people
 * @param rowEachPackage whether DEM has a row for each package, or for each medicine dispensed
 * @param sickLeaves certificates a month for each patient
 * @param carriedOver whether what was prescribed or certified before the first month goes on into it
 */
record Volumes(double packages, boolean rowEachPackage, double sickLeaves, boolean carriedOver) {

    /** 311 thousand certificates a month for 10.64 million people (2024). */
    static final double SICK_LEAVES = 311.0 / 10_640;

    Volumes {
        if (!(packages > 0 && packages <= 100)) {
            throw new IllegalArgumentException("packages a month are more than 0 and at most 100");
        }
        if (!(sickLeaves >= 0 && sickLeaves <= 1)) {
            throw new IllegalArgumentException("certificates of sick leave a month for each patient are 0 to 1");
        }
    }

    static Volumes packages(double packages) {
        return new Volumes(packages, false, SICK_LEAVES, false);
    }
}
