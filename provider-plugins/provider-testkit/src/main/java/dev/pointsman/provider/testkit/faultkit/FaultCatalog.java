package dev.pointsman.provider.testkit.faultkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All faults there are. Immutable. */
public final class FaultCatalog {

    private static final List<VendorFault> FAULTS = Stream.of(
                    ConnectionFaults.all(),
                    StatusFaults.all(),
                    BodyFaults.all(),
                    EventStreamFaults.all(),
                    InterruptionFaults.all(),
                    OddAnswers.all())
            .flatMap(List::stream)
            .toList();

    private static final Map<String, FaultCase> CASES =
            allCases().collect(Collectors.toUnmodifiableMap(FaultCase::name, Function.identity()));

    private FaultCatalog() {}

    public static List<VendorFault> faults() {
        return FAULTS;
    }

    /** Every fault in each way of asking that makes sense, in the order of the catalogue. */
    public static List<FaultCase> cases() {
        return allCases().toList();
    }

    public static Optional<FaultCase> find(String caseName) {
        return Optional.ofNullable(CASES.get(caseName));
    }

    private static Stream<FaultCase> allCases() {
        return FAULTS.stream().flatMap(fault -> fault.cases().stream());
    }
}
