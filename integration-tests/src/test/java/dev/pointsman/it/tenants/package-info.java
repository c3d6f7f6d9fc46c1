/** That two tenants behind one gateway never see anything of each other, whatever they do at the same time. */
@NullMarked
package dev.pointsman.it.tenants;

import org.jspecify.annotations.NullMarked;
