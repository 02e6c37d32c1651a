/** Which rows and cells may leave a node ({@code docs/disclosure.md}). One class a rule. */
package pt.arquipelago.analysis.disclosure;
