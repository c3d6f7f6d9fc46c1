package dev.pointsman.provider.sandbox;

import dev.pointsman.api.exchange.Frame;
import java.time.Duration;

/** One frame, and how long it lets wait. */
record Step(Duration pause, Frame frame) {}
