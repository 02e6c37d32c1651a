/** Finding datasets by words and facets. */
package pt.arquipelago.catalog.service.search;
