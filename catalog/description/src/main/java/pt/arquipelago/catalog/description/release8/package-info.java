/** HealthDCAT-AP Release 8 (September 2026): the only place that knows its terms. */
package pt.arquipelago.catalog.description.release8;
