package dev.pointsman.router.selection;

/** What is made of a decision's seed. */
final class Seeds {

    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 26;
    private static final int TIME_LENGTH = 10;

    private Seeds() {}

    /** The finaliser of SplitMix64: near inputs give far outputs. */
    static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** In the form of a ULID: sortable by time, unique as far as the seed is. */
    static String id(long nowMillis, long seed) {
        char[] id = new char[LENGTH];
        long time = nowMillis;
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            id[i] = CROCKFORD[(int) (time & 31)];
            time >>>= 5;
        }
        long high = mix(seed);
        long low = mix(high ^ seed);
        for (int i = LENGTH - 1; i >= TIME_LENGTH; i--) {
            long bits = i >= TIME_LENGTH + 8 ? high : low;
            id[i] = CROCKFORD[(int) ((bits >>> (5 * (i % 8))) & 31)];
        }
        return new String(id);
    }
}
