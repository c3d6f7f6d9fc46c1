package dev.pointsman.hostkit.egress;

import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs lookups away from the threads that wait for them: the operating system's lookup cannot be interrupted, a wait for it can.
 * One name is looked up once at a time, so that a slow name occupies one thread and not all of them.
 */
final class NameLookups implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int QUEUED = 1024;

    private final NameLookup lookup;
    private final ExecutorService threads;
    private final ConcurrentHashMap<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();

    NameLookups(NameLookup lookup) {
        this.lookup = lookup;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUED),
                Thread.ofPlatform().daemon().name("egress-lookup-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** A future of the caller's own: completing it does not touch the lookup that others may share. */
    CompletableFuture<List<InetAddress>> start(String host) {
        try {
            return running.computeIfAbsent(host, this::begin).copy();
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new SocketException("too many names are being looked up at once"));
        }
    }

    private CompletableFuture<List<InetAddress>> begin(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        threads.execute(() -> run(host, answer));
        return answer;
    }

    /** Takes the lookup off the list before anyone learns its answer, so that who asks again after a failure asks anew. */
    private void run(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            List<InetAddress> addresses = lookup.addresses(host);
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            running.remove(host, answer);
            answer.complete(List.copyOf(addresses));
        } catch (UnknownHostException | RuntimeException | Error e) {
            running.remove(host, answer);
            answer.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
