package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the institution asks for beyond the access body's rules, so that an applicant knows it beforehand. Its thresholds stand with those of {@link Access}.
 *
 * @param rules by which it refuses, in the order of their codes
 * @param rounding counts and sums are multiples of it; 1: they are not rounded
 * @param maskedColumns of the table: a question that uses one is refused by this institution
 * @param conditions that records must meet to be counted, in SQL
 */
public record HolderRules(List<Rule> rules, int rounding, SortedSet<String> maskedColumns, SortedSet<String> conditions) {
    public static final HolderRules NONE = new HolderRules(List.of(), 1, Set.of(), Set.of());

    public HolderRules {
        rules = rules.stream().sorted(Comparator.comparing(Rule::code)).toList();
        Set<String> codes = new HashSet<>();
        rules.stream().filter(rule -> !codes.add(rule.code())).findFirst().ifPresent(rule -> {
            throw new IllegalArgumentException("The institution's rule '" + rule.code() + "' is given twice.");
        });
        if (rounding < 1) {
            throw new IllegalArgumentException("Rounding is to multiples of 1 or more.");
        }
        maskedColumns = Collections.unmodifiableSortedSet(new TreeSet<>(maskedColumns));
        conditions = Collections.unmodifiableSortedSet(new TreeSet<>(conditions));
    }

    public HolderRules(List<Rule> rules, int rounding, Collection<String> maskedColumns, Collection<String> conditions) {
        this(rules, rounding, new TreeSet<>(maskedColumns), new TreeSet<>(conditions));
    }

    /**
     * A refusal that a question may meet here.
     *
     * @param code as refusals name it, such as {@code policy.holder-purpose}
     */
    public record Rule(String code, LocalText text) {
        public Rule {
            if (!requireNonNull(code, "code is null").matches("[a-z0-9.-]{1,100}")) {
                throw new IllegalArgumentException("The code of an institution's rule is lower-case letters, digits, dots and hyphens.");
            }
            requireNonNull(text, "text is null");
        }
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
