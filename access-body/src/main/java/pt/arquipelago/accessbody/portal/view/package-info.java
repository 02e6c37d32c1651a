/** What the pages show: plain records that the templates of {@code src/main/jte} read. */
package pt.arquipelago.accessbody.portal.view;
