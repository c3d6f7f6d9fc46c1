package dev.pointsman.edge.vertx;

import dev.pointsman.edge.vertx.ServerOptions.Patience;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection between its requests: one that begins a request and does not finish its headers is answered 408, one
 * that does nothing is closed. It sits below the HTTP decoder, since Vert.x tells of a request only when its headers are
 * complete. Everything happens on the connection's event loop.
 */
final class HeadWatch extends ChannelInboundHandlerAdapter {

    private static final byte[] TIMEOUT =
            "HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\nx-should-retry: false\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Patience patience;
    private @Nullable ChannelHandlerContext channel;
    private @Nullable ScheduledFuture<?> timer;
    private int answering;
    private boolean headBegan;

    private HeadWatch(Patience patience) {
        this.patience = patience;
    }

    static void install(HttpConnection connection, Patience patience) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        ChannelHandlerContext tls = pipeline.context(SslHandler.class);
        HeadWatch watch = new HeadWatch(patience);
        if (tls == null) {
            pipeline.addFirst(watch);
        } else {
            pipeline.addAfter(tls.name(), null, watch);
        }
    }

    static HeadWatch of(HttpConnection connection) {
        return ((HttpServerConnection) connection)
                .channelHandlerContext()
                .pipeline()
                .get(HeadWatch.class);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        arm(patience.head());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (answering == 0 && !headBegan) {
            headBegan = true;
            arm(patience.head());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        disarm();
        context.fireChannelInactive();
    }

    void requestBegan() {
        answering++;
        headBegan = false;
        disarm();
    }

    void requestOver() {
        // A pipelined request may begin before the one ahead of it is over.
        answering--;
        if (answering == 0) {
            arm(patience.idle());
        }
    }

    private void arm(Duration wait) {
        disarm();
        ChannelHandlerContext context = channel;
        if (context != null && context.channel().isActive()) {
            timer = context.executor().schedule(() -> expire(context), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void disarm() {
        ScheduledFuture<?> running = timer;
        if (running != null) {
            running.cancel(false);
            timer = null;
        }
    }

    private void expire(ChannelHandlerContext context) {
        if (!headBegan) {
            context.close();
            return;
        }
        context.writeAndFlush(Unpooled.wrappedBuffer(TIMEOUT)).addListener(ChannelFutureListener.CLOSE);
    }
}
