/** SPARQL 1.1, read only: nothing it answers reaches beyond this store, and every limit says so. */
package pt.arquipelago.catalog.service.query;
