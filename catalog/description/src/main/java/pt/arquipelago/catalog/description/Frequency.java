package pt.arquipelago.catalog.description;

/** How often the data are renewed: the EU's table of frequencies. */
public enum Frequency {
    DAILY, WEEKLY, MONTHLY, QUARTERLY, ANNUAL, IRREG, UNKNOWN
}
