// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLineTests {

    @Test
    void line_tellsThePhaseAndHowFarItIs() {
        Counters counters = new Counters();
        counters.files = 4;
        counters.mapped.set(1);
        assertThat(ProgressLine.text(counters)).isEqualTo("map    [#######.......................] 1 of 4 files");

        counters.pairs.set(30);
        counters.phase = Counters.Phase.MERGE;
        assertThat(ProgressLine.text(counters)).isEqualTo("merge");

        counters.phase = Counters.Phase.REDUCE;
        counters.reducedPairs.set(10);
        counters.keys.set(2);
        assertThat(ProgressLine.text(counters)).isEqualTo("reduce [##########....................] 2 keys");
    }
}
