/** What leaves a node, and its Arrow form. */
package pt.arquipelago.analysis.partial;
