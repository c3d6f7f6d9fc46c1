package dev.pointsman.router.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import dev.pointsman.router.admission.Admissions.Admitted;
import dev.pointsman.router.admission.Admissions.Outcome;
import dev.pointsman.router.admission.Admissions.Stopped;
import dev.pointsman.router.fake.FakeTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionsTest {

    private static final CallerLimits NONE = CallerLimits.none();

    private final FakeTime time = new FakeTime();
    private final Admissions admissions = new Admissions(time::nanoTime);

    @Test
    void admitsAMinutesRequestsAtOnceAndThenOneByOne() {
        CallerLimits three = new CallerLimits(3, 0, 0);
        for (int i = 0; i < 3; i++) {
            admitted("a", three).end();
        }

        assertThat(enter("a", three, NONE, 1)).isInstanceOfSatisfying(Stopped.class, stopped -> {
            assertThat(stopped.limit()).isEqualTo("3 requests per minute of this key");
            assertThat(stopped.retryAfter()).isEqualTo(Duration.ofSeconds(20));
        });
        time.advance(Duration.ofSeconds(20));
        assertThat(enter("a", three, NONE, 1)).isInstanceOf(Admitted.class);
        assertThat(enter("a", three, NONE, 1)).isInstanceOf(Stopped.class);
    }

    @Test
    void keysOfOneWorkspaceShareItsLimitAndHaveTheirOwn() {
        CallerLimits ofKey = new CallerLimits(2, 0, 0);
        CallerLimits ofWorkspace = new CallerLimits(3, 0, 0);
        enter("a", ofKey, ofWorkspace, 1);
        enter("a", ofKey, ofWorkspace, 1);

        assertThat(enter("a", ofKey, ofWorkspace, 1))
                .isInstanceOfSatisfying(
                        Stopped.class, stopped -> assertThat(stopped.limit()).endsWith("of this key"));
        assertThat(enter("b", ofKey, ofWorkspace, 1)).isInstanceOf(Admitted.class);
        assertThat(enter("b", ofKey, ofWorkspace, 1))
                .isInstanceOfSatisfying(
                        Stopped.class, stopped -> assertThat(stopped.limit()).endsWith("of this workspace"));
    }

    @Test
    void aRequestThatIsStoppedTakesNothing() {
        CallerLimits ofKey = new CallerLimits(10, 0, 0);
        CallerLimits ofWorkspace = new CallerLimits(1, 0, 0);
        enter("a", ofKey, ofWorkspace, 1);

        for (int i = 0; i < 20; i++) {
            assertThat(enter("a", ofKey, ofWorkspace, 1)).isInstanceOf(Stopped.class);
        }

        assertThat(enter("a", ofKey, NONE, 1)).isInstanceOf(Admitted.class);
    }

    @Test
    void tokensAreReservedAndPutRightWhenTheUsageIsKnown() {
        CallerLimits thousand = new CallerLimits(0, 1000, 0);
        Admission first = admitted("a", thousand, 800);
        assertThat(enter("a", thousand, NONE, 300)).isInstanceOf(Stopped.class);

        first.used(100);
        first.end();

        assertThat(remaining(enter("a", thousand, NONE, 300), Kind.TOKENS)).isEqualTo(600);
    }

    @Test
    void whatAnEstimateMissedIsPaidBackBeforeTheNextPasses() {
        CallerLimits thousand = new CallerLimits(0, 1000, 0);
        Admission first = admitted("a", thousand, 10);
        first.used(1500);
        first.end();

        assertThat(enter("a", thousand, NONE, 1))
                .isInstanceOfSatisfying(
                        Stopped.class,
                        stopped -> assertThat(stopped.retryAfter()).isBetween(sec(30), sec(31)));
        time.advance(Duration.ofSeconds(31));
        assertThat(enter("a", thousand, NONE, 1)).isInstanceOf(Admitted.class);
    }

    @Test
    void aRequestThatUsedNothingGivesItsTokensBack() {
        CallerLimits thousand = new CallerLimits(0, 1000, 0);

        admitted("a", thousand, 1000).end();

        assertThat(remaining(enter("a", thousand, NONE, 0), Kind.TOKENS)).isEqualTo(1000);
    }

    @Test
    void moreThanAMinutesTokensPassFromAFullBucketAlone() {
        CallerLimits thousand = new CallerLimits(0, 1000, 0);
        Admission first = admitted("a", thousand, 5000);
        first.used(5000);
        first.end();

        assertThat(enter("a", thousand, NONE, 5000))
                .isInstanceOfSatisfying(
                        Stopped.class,
                        stopped -> assertThat(stopped.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void aPlaceIsFreeWhenARequestEndedAndOnlyOnce() {
        CallerLimits two = new CallerLimits(0, 0, 2);
        Admission first = admitted("a", two);
        Admission second = admitted("a", two);
        assertThat(enter("a", two, NONE, 1)).isInstanceOf(Stopped.class);

        first.end();
        first.end();

        admitted("a", two);
        assertThat(enter("a", two, NONE, 1)).isInstanceOf(Stopped.class);
        second.end();
        assertThat(enter("a", two, NONE, 1)).isInstanceOf(Admitted.class);
    }

    @Test
    void tellsOfKeyAndWorkspaceTheOneWithLessLeft() {
        CallerLimits ofKey = new CallerLimits(10, 500, 0);
        CallerLimits ofWorkspace = new CallerLimits(5, 1000, 0);

        Outcome outcome = enter("a", ofKey, ofWorkspace, 100);

        assertThat(remaining(outcome, Kind.REQUESTS)).isEqualTo(4);
        assertThat(remaining(outcome, Kind.TOKENS)).isEqualTo(400);
    }

    @Test
    void anotherLimitHoldsAtOnceAndForgetsNothing() {
        for (int i = 0; i < 5; i++) {
            admitted("a", new CallerLimits(5, 0, 0)).end();
        }

        Outcome raised = enter("a", new CallerLimits(8, 0, 0), NONE, 1);

        assertThat(remaining(raised, Kind.REQUESTS)).isEqualTo(2);
        assertThat(enter("a", new CallerLimits(2, 0, 0), NONE, 1)).isInstanceOf(Stopped.class);
    }

    @Test
    void sameKeyIdOfTwoWorkspacesAreTwoKeys() {
        CallerLimits one = new CallerLimits(1, 0, 0);
        admissions.enter(caller("w1", "k"), one, NONE, 1);

        assertThat(admissions.enter(caller("w2", "k"), one, NONE, 1)).isInstanceOf(Admitted.class);
    }

    @Test
    void whoeverIsFullAgainIsForgotten() {
        CallerLimits limits = new CallerLimits(60, 1000, 1);
        for (int i = 0; i < 50_000; i++) {
            admitted("key-" + i, limits, 10).end();
            time.advance(Duration.ofMillis(10));
        }

        assertThat(admissions.remembered()).isLessThan(400);
    }

    @Test
    void whoeverRunsIsNotForgotten() {
        CallerLimits one = new CallerLimits(0, 0, 1);
        Admission running = admitted("a", one);
        time.advance(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) {
            admitted("b", one).end();
        }

        assertThat(enter("a", one, NONE, 1)).isInstanceOf(Stopped.class);
        running.end();
    }

    private static Duration sec(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static long remaining(Outcome outcome, Kind kind) {
        RateLimits left = switch (outcome) {
            case Admitted admitted -> admitted.admission().left();
            case Stopped stopped -> stopped.left();
        };
        return left.windows().stream()
                .filter(window -> window.kind() == kind)
                .mapToLong(window -> window.remaining().orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private Admission admitted(String key, CallerLimits ofKey) {
        return admitted(key, ofKey, 1);
    }

    private Admission admitted(String key, CallerLimits ofKey, long estimate) {
        return ((Admitted) enter(key, ofKey, NONE, estimate)).admission();
    }

    private Outcome enter(String key, CallerLimits ofKey, CallerLimits ofWorkspace, long estimate) {
        return admissions.enter(caller("w", key), ofKey, ofWorkspace, estimate);
    }

    private static Caller caller(String workspace, String key) {
        return new Caller(workspace, key, null, null, null, Map.of(), Bounds.unbounded());
    }
}
