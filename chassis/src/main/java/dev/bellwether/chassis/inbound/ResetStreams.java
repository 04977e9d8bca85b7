package dev.bellwether.chassis.inbound;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Exception;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Confines a failed write to the stream that its caller has just reset. Vert.x 4 writes trailers without listening to the outcome,
/// so Netty reports the failure to the connection, finds its own error for a stream that was never opened in it (netty/netty#6906),
/// and ends the connection: one caller that cancels a stream of answers would cancel every other call of the connection.
@ApplicationScoped
class ResetStreams {

    // Before any answer.
    private static final int PRIORITY = 3_000;
    private static final String NAME = ResetStreams.class.getName();

    void open(@Observes Filters filters) {
        filters.register(ResetStreams::guard, PRIORITY);
    }

    private static void guard(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2 && context.request().connection() instanceof ConnectionBase connection) {
            ChannelPipeline pipeline = connection.channel().pipeline();
            if (pipeline.get(NAME) == null) {
                pipeline.addFirst(NAME, LateWrites.ALL);
            }
        }
        context.next();
    }

    @Sharable
    static final class LateWrites extends ChannelInboundHandlerAdapter {

        static final LateWrites ALL = new LateWrites();
        private static final Logger LOG = Logger.getLogger(LateWrites.class);

        private LateWrites() {}

        @Override
        public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
            // What Netty's encoder says of a stream that has been there. A connection's own errors come as they are.
            if (failure instanceof IllegalStateException && failure.getCause() instanceof Http2Exception) {
                LOG.debugf("A call has ended that its caller has broken off: %s", failure.getMessage());
            } else {
                channel.fireExceptionCaught(failure);
            }
        }
    }
}
