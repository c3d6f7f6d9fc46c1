/**
 * The provider type {@code bedrock}: AWS Bedrock's Converse and ConverseStream in one region. Requests carry a Bedrock API key, or
 * are signed with an access key (Signature Version 4), which may be temporary.
 *
 * <pre>{@code
 * providers:
 *   bedrock: {type: bedrock, region: eu-central-1, credential: "${env:AWS_BEARER_TOKEN_BEDROCK}"}
 *   signed:  {type: bedrock, region: us-east-1, accessKeyId: "${env:AWS_ACCESS_KEY_ID}",
 *             credential: "${env:AWS_SECRET_ACCESS_KEY}", sessionToken: "${env:AWS_SESSION_TOKEN}"}
 * }</pre>
 *
 * <p>A credential may also be the whole of it, as {@code ACCESS_KEY_ID:SECRET_ACCESS_KEY} or {@code
 * ACCESS_KEY_ID:SECRET_ACCESS_KEY:SESSION_TOKEN}: then a file that is rotated changes all parts at once, and each workspace can
 * bring its own.
 */
@NullMarked
package dev.pointsman.provider.bedrock;

import org.jspecify.annotations.NullMarked;
