package dev.pointsman.router.dialect;

/** One dialect's way into the hub and out of it: readers and writers of requests, frames and whole answers. */
public interface Spoke {}
