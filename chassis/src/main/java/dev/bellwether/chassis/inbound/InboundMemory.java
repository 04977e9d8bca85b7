package dev.bellwether.chassis.inbound;

import com.google.protobuf.Descriptors.Descriptor;
import dev.bellwether.chassis.errors.GrpcErrors;
import dev.bellwether.chassis.errors.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds what the messages of all gRPC calls that are under way take in memory, unpacked and parsed: many small calls cannot make a
/// service take more than one large one can.
@ApplicationScoped
public class InboundMemory {

    private static final int OF_THE_HEAP = 8;

    private final long most;
    private final AtomicLong free;

    InboundMemory(GrpcConfig limits) {
        this.most = limits.inboundBytes().orElse(Runtime.getRuntime().maxMemory() / OF_THE_HEAP);
        this.free = new AtomicLong(most);
    }

    /// Bytes that calls hold now.
    long held() {
        return most - free.get();
    }

    Share share() {
        return new Share();
    }

    static StatusRuntimeException overloaded() {
        return GrpcErrors.of(new Refusal.Overloaded("the messages of the calls that are under way take all the memory"
                + " that there is for them: call again after a while", Duration.ofSeconds(1)));
    }

    /// What one call holds. Of one thread.
    final class Share {

        private long held;

        /// Sets the total of bytes held, more or fewer than before.
        ///
        /// @return false, with what was held before, when there is no room for more
        boolean hold(long bytes) {
            long more = bytes - held;
            if (more > 0 && free.addAndGet(-more) < 0) {
                free.addAndGet(more);
                return false;
            }
            if (more < 0) {
                free.addAndGet(-more);
            }
            held = bytes;
            return true;
        }

        /// Bytes that a message takes once it is parsed, at most the memory for all messages.
        ///
        /// @param message behind its prefix
        long parsed(Descriptor type, Buffer message) {
            ByteBuf bytes = message.getByteBuf();
            int from = bytes.hasArray() ? bytes.arrayOffset() + bytes.readerIndex() : 0;
            return ParsedSize.of(type, bytes.hasArray() ? bytes.array() : message.getBytes(), from + MessageFrames.PREFIX,
                    from + message.length(), most);
        }

        /// Why a message is not taken.
        ///
        /// @param bytes that it takes
        StatusRuntimeException refusal(long bytes) {
            return bytes <= most ? overloaded() : Status.RESOURCE_EXHAUSTED.withDescription("a message would take more than " + most
                    + " bytes once it is parsed, which is all that there is for messages: send it in several smaller ones")
                    .asRuntimeException();
        }
    }
}
