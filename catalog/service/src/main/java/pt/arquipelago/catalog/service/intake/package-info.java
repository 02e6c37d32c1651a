/** How a description comes in. {@link pt.arquipelago.catalog.service.intake.DescriptionIntake} is the way, step by step. */
package pt.arquipelago.catalog.service.intake;
