package dev.pointsman.router.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.router.fake.FakeTime;
import dev.pointsman.router.health.EndpointKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SessionsPropertyTest {

    private static final RequestFeatures PLAIN = RequestFeatures.builder().build();
    private static final EndpointKey ENDPOINT = new EndpointKey("a", "one");

    private final FakeTime time = new FakeTime();

    @Property(tries = 100)
    void memoryIsBoundedHoweverManyConversationsThereAre(
            @ForAll @IntRange(min = 1, max = 20) int capacity, @ForAll @Size(min = 1, max = 200) List<Integer> names) {
        Sessions sessions = sessions(capacity);

        for (int name : names) {
            find(sessions, "w", "s" + name, "h").answered(PLAIN, ENDPOINT, null, Usage.none(), Set.of("sig" + name));
        }

        assertThat(sessions.memories().size()).isLessThanOrEqualTo(capacity);
        assertThat(sessions.issuers().size()).isLessThanOrEqualTo(capacity);
        assertThat(find(sessions, "w", "s" + names.getLast(), "h").lastModel()).isNotNull();
    }

    @Property(tries = 50)
    void theOnesLongestUnusedAreForgottenFirst(@ForAll @IntRange(min = 2, max = 20) int capacity) {
        Sessions sessions = sessions(capacity);
        for (int i = 0; i < capacity; i++) {
            find(sessions, "w", "s" + i, "h").answered(PLAIN, ENDPOINT, null, Usage.none(), Set.of());
        }
        find(sessions, "w", "s0", "h").answered(PLAIN, ENDPOINT, null, Usage.none(), Set.of());

        find(sessions, "w", "new", "h").answered(PLAIN, ENDPOINT, null, Usage.none(), Set.of());

        assertThat(find(sessions, "w", "s0", "h").lastModel()).isNotNull();
        assertThat(find(sessions, "w", "s1", "h").lastModel()).isNull();
    }

    /** Short names, so that many collide once they are put behind each other. */
    @Property(tries = 500)
    void noWorkspaceSeesAnothersConversation(
            @ForAll @AlphaChars @StringLength(max = 2) String workspace,
            @ForAll @AlphaChars @StringLength(max = 2) String other,
            @ForAll @AlphaChars @StringLength(max = 2) String session,
            @ForAll boolean named) {
        Sessions sessions = sessions(100);
        find(sessions, workspace, named ? session : null, "head" + session)
                .answered(PLAIN, ENDPOINT, null, Usage.none(), Set.of("sig"));

        for (String tried : List.of(session, workspace + session, "head" + session, "")) {
            Session theirs = find(sessions, other, named ? tried : null, "head" + tried);

            boolean same = other.equals(workspace) && tried.equals(session);
            assertThat(theirs.lastModel() != null).isEqualTo(same);
            assertThat(theirs.issuerOf("sig") != null).isEqualTo(other.equals(workspace));
        }
    }

    private Sessions sessions(int capacity) {
        Sessions.Limits limits = new Sessions.Limits(capacity, capacity, Duration.ofMinutes(10), Duration.ofHours(24));
        return new Sessions(limits, new byte[] {7}, time::nanoTime);
    }

    private static Session find(Sessions sessions, String workspace, String session, String head) {
        Caller caller = SessionsTest.caller(workspace, session, null);
        return sessions.find(caller, "auto", SessionsTest.facts(head, null));
    }
}
