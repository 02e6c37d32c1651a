package pt.arquipelago.demo.generate;

/** Whether a person has diabetes, and whether it is treated with insulin. */
enum Health {
    NO_DIABETES, DIABETES, DIABETES_ON_INSULIN
}
