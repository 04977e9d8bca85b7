package dev.bellwether.ingestion.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/// HTTP by hand, for what no client would send.
final class Wire {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;

    Wire(int port) {
        this.port = port;
    }

    /// @param status 0 when the connection was closed without an answer
    record Answer(int status, String head, String body) {

        String all() {
            return head + "\n" + body;
        }
    }

    /// What a call looks like.
    ///
    /// @param chunk bytes of a chunk; 0 is a Content-Length
    record Request(String path, List<String> headers, byte[] body, int chunk) {

        byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            List<String> lines = new ArrayList<>(List.of("POST " + path + " HTTP/1.1", "Host: localhost", "Connection: close"));
            lines.addAll(headers);
            lines.add(chunk > 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length);
            bytes.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
            if (chunk == 0) {
                bytes.writeBytes(body);
                return bytes.toByteArray();
            }
            for (int at = 0; at < body.length; at += chunk) {
                int size = Math.min(chunk, body.length - at);
                bytes.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(ISO_8859_1));
                bytes.write(body, at, size);
                bytes.writeBytes("\r\n".getBytes(ISO_8859_1));
            }
            bytes.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
            return bytes.toByteArray();
        }

        @Override
        public String toString() {
            return path + " " + headers + " in chunks of " + chunk + ": " + new String(body, ISO_8859_1);
        }
    }

    Answer send(Request request) throws IOException {
        return send(request.bytes(), Integer.MAX_VALUE);
    }

    /// @param piece bytes that are written at a time
    Answer send(byte[] request, int piece) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            try {
                OutputStream output = socket.getOutputStream();
                for (int at = 0; at < request.length; at += piece) {
                    output.write(request, at, Math.min(piece, request.length - at));
                }
            } catch (SocketException closed) {
                // Answered before all was read.
            }
            return answer(read(socket));
        }
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(read);
        } catch (SocketException reset) {
            // What came before counts.
        }
        return read.toString(ISO_8859_1);
    }

    private static Answer answer(String read) {
        String text = read.startsWith("HTTP/1.1 100 ") ? read.substring(read.indexOf("\r\n\r\n") + 4) : read;
        int end = text.indexOf("\r\n\r\n");
        return end < 0
                ? new Answer(0, text, "")
                : new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }

}
