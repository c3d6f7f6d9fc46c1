package dev.pointsman.router.analysis.production;

/** Looks at one thing. Pure. */
interface Demand {

    /** Its name for operators and programs; never changes. */
    String id();

    Standing judge(ProductionPolicy policy);
}
