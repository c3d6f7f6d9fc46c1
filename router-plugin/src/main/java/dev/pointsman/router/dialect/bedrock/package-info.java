/**
 * AWS Bedrock Converse and ConverseStream: the model stands in the path; a stream's events are named by their frames; a block is
 * an object whose one member names its kind. A vendor's dialect only: other dialects are carried there and back by
 * {@link dev.pointsman.router.dialect.bedrock.ConverseSpoke}.
 */
@NullMarked
package dev.pointsman.router.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
