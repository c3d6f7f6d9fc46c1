package dev.pointsman.edge.vertx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A header's value. HTTP knows bytes there; Netty makes each a character, while clients that send more than ASCII mean UTF-8. */
final class HeaderText {

    private HeaderText() {}

    static String of(String value) {
        if (value.chars().allMatch(character -> character < 0x80)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }
}
