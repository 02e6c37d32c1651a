/** Reads what other catalogues describe, into a graph for each of them; a node's own datasets are never touched. */
package pt.arquipelago.catalog.service.harvest;
