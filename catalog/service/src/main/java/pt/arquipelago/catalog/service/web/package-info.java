/** The HTTP interface: negotiation, pages, RDF, JSON and SPARQL. */
package pt.arquipelago.catalog.service.web;
