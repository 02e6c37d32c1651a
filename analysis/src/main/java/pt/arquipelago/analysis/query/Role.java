package pt.arquipelago.analysis.query;

/** What an output column is: a key tells rows apart, a measure is made of terms. */
public enum Role { KEY, MEASURE }
