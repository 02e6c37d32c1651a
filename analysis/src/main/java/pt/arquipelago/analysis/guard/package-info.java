/** Whether a number that would leave tells of few persons beside those that left before ({@code docs/disclosure.md}, "Many questions together"). */
package pt.arquipelago.analysis.guard;
