/**
 * The portal: pages for researchers, the data access body, auditors and institutions. Each page calls the same use cases
 * as the API and is written by a template of {@code src/main/jte}; start reading at {@code Portal}.
 */
package pt.arquipelago.accessbody.portal;
