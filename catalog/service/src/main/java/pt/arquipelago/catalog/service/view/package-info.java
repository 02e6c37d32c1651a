/** What the pages show: plain records that the templates of src/main/jte read. */
package pt.arquipelago.catalog.service.view;
