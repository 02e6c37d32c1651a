package pt.arquipelago.node.ingest;

import java.util.Locale;

/** Why a row stands in quarantine. The words never hold a value. */
public enum Reason {
    COLUMNS("the line has another number of columns than the header"),
    QUOTES("a quotation mark is not closed on its line, or text follows it"),
    ENCODING("the line is not text in the encoding of the profile"),
    CONTROL("the line holds a zero byte"),
    TOO_LONG("the line is longer than a megabyte (of FHIR, sixteen; a document, sixty-four, or it has over 100,000 entries)"),
    CUT_OFF("the file ends inside this line"),
    JSON("the line is no JSON object, or holds more than one"),
    RESOURCE("the resource is of another type than the profile takes, or names none"),
    BUNDLE("the line is no Bundle of type document with an identifier, a Composition first and each fullUrl once"),
    DOCUMENT("the document that holds the resource is not taken"),
    SEVERAL("the resource holds several values where the profile says one"),
    MISSING("a value is required"),
    TYPE("the value is no number, date or truth value as the profile says"),
    IDENTIFIER("form or check digit of the identifier is wrong"),
    UNIT("the unit is none that UCUM and the list of units here know"),
    FORM("the value has not the form that the profile says"),
    CODE("the value is not in the code list"),
    RANGE("the value is out of range"),
    REFERENCE("the identifier stands for nobody in the table that it refers to"),
    REPEATED("several rows of this key differ, and nothing tells which is the later"),
    ORDER("the first value comes after the second"),
    RULE("the row breaks a rule of the profile"),
    SICK_LEAVE("the certificate is longer than the law allows, or its days are not those between its dates");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** As it stands in reports: {@code cut_off}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
