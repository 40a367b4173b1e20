// SPDX-License-Identifier: Apache-2.0
package example.mapreduce;

import java.util.Comparator;

/** The order of texts in which keys are sorted. */
public final class Utf8 {

    /**
     * Compares texts as the bytes of their UTF-8 form, which is the order of code points.
     *
     * <p>{@link String#compareTo} compares UTF-16 instead, which differs for characters beyond U+FFFF. Two texts are
     * equal in this order if and only if they are equal, also if they contain halves of surrogate pairs.
     */
    public static final Comparator<String> ORDER = Utf8::compare;

    private Utf8() {}

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char one = a.charAt(i);
            char other = b.charAt(i);
            if (one != other) {
                return rank(one) - rank(other);
            }
        }
        return a.length() - b.length();
    }

    /** Moves the halves of surrogate pairs, which stand for what is beyond U+FFFF, behind all other characters. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
