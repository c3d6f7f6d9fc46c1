package dev.pointsman.router.control;

import dev.pointsman.api.control.RouterControl;
import dev.pointsman.router.admission.Admissions;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.money.Accounts;
import dev.pointsman.router.money.Budgets;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Whom the control asks.
 *
 * @param router explains
 * @param status how it stands now
 * @param config the policy in force
 * @param policies change it
 * @param admissions let callers ask about themselves no more often than for models
 */
public record ControlSources(
        RouterControl router,
        Supplier<RouterStatus> status,
        Supplier<RouterConfig> config,
        Policies policies,
        DecisionArchive decisions,
        Accounts accounts,
        Budgets budgets,
        Admissions admissions,
        InstantSource clock) {}
