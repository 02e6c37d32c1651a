/** Where descriptions are kept. */
package pt.arquipelago.catalog.service.store;
