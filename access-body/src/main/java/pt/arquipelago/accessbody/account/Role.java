package pt.arquipelago.accessbody.account;

import java.util.Locale;

/** What somebody does here. The functions of Art 55(3) and the check of outputs are kept apart by account. */
public enum Role {
    /** Health data applicant and, once permitted, health data user. */
    RESEARCHER,
    /** Receives applications and assesses them. */
    CASE_HANDLER,
    /** Decides on applications; suspends and revokes permits. */
    DECISION_MAKER,
    /** Reviews what leaves (Art 73(2)). */
    OUTPUT_CHECKER,
    /** Reads everything that was decided, changes nothing. */
    AUDITOR,
    /** Health data holder. */
    INSTITUTION;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the roles there are */
    public static Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("unknown role " + word + ": roles are " + java.util.Arrays.stream(values()).map(Role::word).toList());
    }
}
