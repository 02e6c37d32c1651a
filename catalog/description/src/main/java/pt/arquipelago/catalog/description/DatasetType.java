package pt.arquipelago.catalog.description;

/** What kind of data it is: the EU's table of dataset types. Generated data must say so. */
public enum DatasetType {
    STATISTICAL, SYNTHETIC_DATA
}
