package dev.pointsman.router.money;

import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests that began and did not end yet, as a reader of the spool has met them. For one thread. */
final class OpenRequests {

    private final Map<String, Open> open = new HashMap<>();
    private final Map<Integer, Integer> bySegment = new HashMap<>();

    private record Open(Begun begun, List<Dispatched> attempts, int segment) {}

    /** What entries lead to: closed accounts, and ends of requests that were given up before. */
    record Closed(List<Account> accounts, List<Ended> late) {}

    Closed follow(List<SpoolReader.Located> entries) {
        List<Account> accounts = new ArrayList<>();
        List<Ended> late = new ArrayList<>();
        for (SpoolReader.Located located : entries) {
            switch (located.entry()) {
                case Begun begun -> begin(begun, located.segment());
                case Dispatched attempt -> {
                    Open request = open.get(attempt.requestId());
                    if (request != null) {
                        request.attempts().add(attempt);
                    }
                }
                case Ended ended -> {
                    Open request = remove(ended.requestId());
                    if (request == null) {
                        late.add(ended);
                    } else {
                        accounts.add(new Account(request.begun(), ended));
                    }
                }
            }
        }
        return new Closed(accounts, late);
    }

    /** Gives up those that nobody waits for any more. */
    List<Account> expire(long nowMillis) {
        return giveUp(nowMillis, nowMillis);
    }

    /** Gives up all: their process is gone. */
    List<Account> expireAll(long nowMillis) {
        return giveUp(nowMillis, Long.MAX_VALUE);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Whether a file holds the beginning of one. */
    boolean begunIn(int segment) {
        return bySegment.containsKey(segment);
    }

    private List<Account> giveUp(long nowMillis, long expiredBy) {
        List<Account> expired = new ArrayList<>();
        Iterator<Open> requests = open.values().iterator();
        while (requests.hasNext()) {
            Open request = requests.next();
            if (request.begun().expiresMillis() <= expiredBy
                    && !request.attempts().isEmpty()) {
                expired.add(Account.expired(request.begun(), request.attempts(), nowMillis));
                requests.remove();
                leave(request.segment());
            }
        }
        return expired;
    }

    private void begin(Begun begun, int segment) {
        if (open.putIfAbsent(begun.requestId(), new Open(begun, new ArrayList<>(1), segment)) == null) {
            bySegment.merge(segment, 1, Integer::sum);
        }
    }

    private @Nullable Open remove(String requestId) {
        Open request = open.remove(requestId);
        if (request != null) {
            leave(request.segment());
        }
        return request;
    }

    private void leave(int segment) {
        bySegment.computeIfPresent(segment, (number, count) -> count == 1 ? null : count - 1);
    }
}
