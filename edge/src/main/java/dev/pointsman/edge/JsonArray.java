package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import java.io.ByteArrayOutputStream;

/** One JSON array with an element per frame, closed also behind an error: clients read no element of an array that is open. */
final class JsonArray implements Framing {

    private boolean begun;

    @Override
    public String contentType() {
        return "application/json; charset=utf-8";
    }

    @Override
    public byte[] bytes(Frame frame) {
        byte[] element = frame.payload().array();
        ByteArrayOutputStream out = new ByteArrayOutputStream(element.length + 2);
        out.write(begun ? ',' : '[');
        if (begun) {
            out.write('\n');
        }
        out.writeBytes(element);
        begun = true;
        return out.toByteArray();
    }

    @Override
    public byte[] end() {
        return new byte[] {']'};
    }
}
