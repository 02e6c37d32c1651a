/** Descriptions of datasets: plain records, their form in each release of HealthDCAT-AP, and the shapes they must conform to. */
package pt.arquipelago.catalog.description;
