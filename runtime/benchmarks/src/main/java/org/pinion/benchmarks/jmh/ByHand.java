// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jmh;

import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/** The limits: what the host would write if the plugin was a part of it. */
final class ByHand {

    static int counter;

    private ByHand() {}

    static final class Calls implements Api {
        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public int counter() {
            return counter;
        }

        @Override
        public void counter(int value) {
            counter = value;
        }
    }

    static final class Add implements Adder {
        @Override
        public int add(int a, int b) {
            return a + b;
        }
    }

    /** Calls under another context class loader. */
    static final class Lending implements IntBinaryOperator {
        private final ClassLoader loader;
        private final IntBinaryOperator called;

        Lending(ClassLoader loader, IntBinaryOperator called) {
            this.loader = loader;
            this.called = called;
        }

        @Override
        public int applyAsInt(int a, int b) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                return called.applyAsInt(a, b);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    static final class Reader implements IntSupplier {
        @Override
        public int getAsInt() {
            return counter;
        }
    }

    static final class Writer implements IntConsumer {
        @Override
        public void accept(int value) {
            counter = value;
        }
    }

    /** Gives objects of eight classes. */
    static List<IntBinaryOperator> operators() {
        return List.of(
                new Operator0(),
                new Operator1(),
                new Operator2(),
                new Operator3(),
                new Operator4(),
                new Operator5(),
                new Operator6(),
                new Operator7());
    }

    private static final class Operator0 implements IntBinaryOperator {
        @Override
        public int applyAsInt(int a, int b) {
            return a + b;
        }
    }

    private static final class Operator1 implements IntBinaryOperator {
        @Override
        public int applyAsInt(int a, int b) {
            return a + b;
        }
    }

    private static final class Operator2 implements IntBinaryOperator {
        @Override
        public int applyAsInt(int a, int b) {
            return a + b;
        }
    }

    private static final class Operator3 implements IntBinaryOperator {
        @Override
        public int applyAsInt(int a, int b) {
            return a + b;
        }
    }

    private static final class Operator4 implements IntBinaryOperator {
        @Override
        public int applyAsInt(int a, int b) {
            return a + b;
        }
    }

    private static final class Operator5 implements IntBinaryOperator {
        @Override
        public int applyAsInt(int a, int b) {
            return a + b;
        }
    }

    private static final class Operator6 implements IntBinaryOperator {
        @Override
        public int applyAsInt(int a, int b) {
            return a + b;
        }
    }

    private static final class Operator7 implements IntBinaryOperator {
        @Override
        public int applyAsInt(int a, int b) {
            return a + b;
        }
    }
}
