/** The provider of the plugin authors' page. */
@NullMarked
package com.acme.pointsman;

import org.jspecify.annotations.NullMarked;
