package pt.arquipelago.catalog.description;

/** What activity the records were first made in: the EHDS table of health activities. */
public enum HealthActivity {
    ADMISSION_DISCHARGE, GEOSPATIAL_MONITORING, HEALTH_REGISTRIES, HEALTH_SURVEY, HEALTHCARE_VISIT, HOSPITAL_RECORDS, PROBABILITY_SURVEY, ROUTINE_RECORDS
}
