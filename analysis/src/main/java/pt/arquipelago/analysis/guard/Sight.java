package pt.arquipelago.analysis.guard;

/**
 * A value that is missing is no condition (rules 3.2). So a number is looked at twice: {@link #WHOLE}, as if no value was missing, and
 * {@link #EXACT}, as what it is. Where no condition of a number only asks for a value to be there, both are one.
 */
public enum Sight { WHOLE, EXACT }
