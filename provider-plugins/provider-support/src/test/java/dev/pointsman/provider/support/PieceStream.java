package dev.pointsman.provider.support;

import java.io.ByteArrayInputStream;

/** Gives its bytes in pieces, as a network does. */
final class PieceStream extends ByteArrayInputStream {

    private final int piece;

    PieceStream(byte[] bytes, int piece) {
        super(bytes);
        this.piece = piece;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(piece, length));
    }
}
