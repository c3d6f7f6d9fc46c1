/** Each policy beside these tests is read as the gateway reads it and asked what it would decide. Nobody is called. */
package dev.pointsman.examples;
