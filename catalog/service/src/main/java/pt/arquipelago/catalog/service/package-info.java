/** The catalogue as a service: descriptions come in signed and checked, and go out as pages, RDF, JSON and answers to SPARQL. */
package pt.arquipelago.catalog.service;
