/** Settings, read strictly. */
package pt.arquipelago.catalog.service.config;
