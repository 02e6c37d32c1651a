/** What a node is asked: keys, terms and the closed list of expressions over them, with their JSON form and digest. */
package pt.arquipelago.analysis.query;
