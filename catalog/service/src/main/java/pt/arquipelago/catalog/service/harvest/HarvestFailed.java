package pt.arquipelago.catalog.service.harvest;

/** A harvest that was not finished; what was there before stays. */
final class HarvestFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HarvestFailed(String why) {
        super(why);
    }
}
