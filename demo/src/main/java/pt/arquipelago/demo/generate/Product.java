package pt.arquipelago.demo.generate;

/**
 * A package as sold.
 *
 * @param registration INFARMED number, seven digits
 * @param cnpem eight digits
 * @param price cents
 * @param reference reference price of its group in cents, or 0 without one
 * @param group number of its homogeneous group, or 0
 */
record Product(int registration, int cnpem, int price, int reference, int group, boolean generic) {

    /** What the SNS pays by the package. */
    int paidBySns(double share) {
        return (int) Math.round(share * (reference > 0 ? Math.min(price, reference) : price));
    }
}
