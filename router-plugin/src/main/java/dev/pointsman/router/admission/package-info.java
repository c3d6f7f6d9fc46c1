/**
 * How much a key and its workspace may ask for: requests and tokens per minute as token buckets that hold one minute's worth, and
 * requests that run at the same time. An <b>admission</b> is taken at a request's entrance, for both at once or for neither;
 * tokens are reserved by an estimate, and put right once the usage is known. In this process's memory alone.
 */
@NullMarked
package dev.pointsman.router.admission;

import org.jspecify.annotations.NullMarked;
