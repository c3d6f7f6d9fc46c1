package dev.pointsman.router.credentials;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that may serve one workspace at one provider. Immutable.
 *
 * @param groups tried one after the other: the workspace's own, the platform's; none of them is empty
 * @param needed whether a request without a credential must not be sent
 */
public record Pool(List<Group> groups, boolean needed) {

    static final Pool NOT_NEEDED = new Pool(List.of(), false);
    static final Pool CLOSED = new Pool(List.of(), true);

    public Pool {
        groups = List.copyOf(groups);
    }

    /** All of several lists, in that order; lists may be empty. */
    static Pool of(Stream<List<PooledCredential>> lists) {
        return new Pool(lists.filter(list -> !list.isEmpty()).map(Group::new).toList(), true);
    }

    /** Whether this workspace cannot be served here at all. */
    public boolean isClosed() {
        return needed && groups.isEmpty();
    }

    /**
     * Those that meet a profile's demand.
     *
     * @param owners who may own them; empty for anybody
     */
    public Pool ownedBy(List<String> owners) {
        if (owners.isEmpty() || !needed) {
            return this;
        }
        return Pool.of(groups.stream()
                .map(group -> group.credentials().stream()
                        .filter(credential -> owners.contains(credential.owner()))
                        .toList()));
    }

    /** Who answers for what an endpoint would be asked with; the entry's owner where no credential is needed or there is none. */
    public String owner(List<String> owners, String entry) {
        Pool meeting = ownedBy(owners);
        Pool shown = meeting.groups.isEmpty() ? this : meeting;
        return shown.groups.isEmpty()
                ? entry
                : shown.groups.getFirst().credentials().getFirst().owner();
    }

    /**
     * In the order in which one request tries them.
     *
     * @param last what served the conversation last here, which has its prompt cache; null when unknown
     * @param spread decides where weights do: the same for all of a conversation
     */
    public List<PooledCredential> inOrder(@Nullable String last, String spread) {
        if (groups.size() == 1) {
            return groups.getFirst().inOrder(last, spread);
        }
        List<PooledCredential> ordered = new ArrayList<>();
        groups.forEach(group -> ordered.addAll(group.inOrder(last, spread)));
        return ordered;
    }

    /** All of them, in no order that means anything. */
    public List<PooledCredential> all() {
        return groups.stream().flatMap(group -> group.credentials().stream()).toList();
    }
}
