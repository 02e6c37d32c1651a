/** From the partial tables of several nodes to the published result. */
package pt.arquipelago.analysis.combine;
