/**
 * AWS Bedrock Converse and ConverseStream: the model stands in the path; a stream's events are named by their frames.
 */
@NullMarked
package dev.pointsman.router.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
