package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.analysis.query.Kind;

/**
 * The digests of a number's canonical form: two numbers of the same exact form are the same number, whatever the records hold, and two of
 * the same whole form differ by what is missing alone.
 *
 * @param kind what is counted or added, of whatever records; empty of a sum of numbers that the guard looks at
 * @param whole without conditions that only ask for a value to be there
 * @param exact with all conditions
 */
public record NumberForm(String kind, String whole, String exact) {
    public NumberForm {
        requireNonNull(kind, "kind is null");
        requireNonNull(whole, "whole is null");
        requireNonNull(exact, "exact is null");
    }

    /** Of a number that missing values have no part in. */
    public static NumberForm of(String form) {
        return new NumberForm("", form, form);
    }

    NumberForm ofSum() {
        return new NumberForm("", whole, exact);
    }

    /** Whether records, persons or documents are counted: whoever knows who is in it knows what each adds, and can solve it with others. */
    boolean isCount() {
        return kind.equals(Kind.RECORDS.name()) || kind.equals(Kind.PERSONS.name()) || kind.equals(Kind.DOCUMENTS.name());
    }

    public boolean isPlain() {
        return whole.equals(exact);
    }

    String of(Sight sight) {
        return sight == Sight.WHOLE ? whole : exact;
    }
}
