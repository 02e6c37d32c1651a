package pt.arquipelago.node.profile;

import pt.arquipelago.node.settings.OperatorException;

/** A profile is wrong: its file, the line, and what was expected there. */
public final class ProfileException extends OperatorException {
    private final int line;

    ProfileException(String file, int line, String message) {
        super(file + ", line " + line + ": " + message);
        this.line = line;
    }

    /** From 1. */
    public int line() {
        return line;
    }
}
