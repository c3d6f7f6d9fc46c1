package dev.pointsman.provider.testkit;

/** Something that is tested on a bench. */
interface OnBench {

    Bench bench();
}
