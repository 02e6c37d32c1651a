/** How good the metadata of a dataset are, by the points data.europa.eu gives. */
package pt.arquipelago.catalog.service.quality;
