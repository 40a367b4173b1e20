// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pinion.embed.internal.framework.FilterTerm.Operator;

class FilterTermTests {

    @Test
    void filter_ofBnd_isReadTermByTerm() {
        assertThat(FilterTerm.of("(&(osgi.wiring.package=a.b)(version>=1.2.0)(!(version>=2.0.0)))"))
                .containsExactly(
                        new FilterTerm("osgi.wiring.package", Operator.EQUAL, "a.b", false),
                        new FilterTerm("version", Operator.AT_LEAST, "1.2.0", false),
                        new FilterTerm("version", Operator.AT_LEAST, "2.0.0", true));
    }

    @Test
    void equality_thatIsNotWanted_isNegated() {
        assertThat(FilterTerm.of("(!(|(os=linux)(version<=3)))"))
                .containsExactly(
                        new FilterTerm("os", Operator.EQUAL, "linux", true),
                        new FilterTerm("version", Operator.AT_MOST, "3", true));
    }

    @Test
    void value_withParenthesesAndAsterisks_isWhatTheAuthorMeant() {
        assertThat(FilterTerm.of("(&(name=a\\(b\\))(kind=x*z)(any=*))"))
                .extracting(FilterTerm::value)
                .containsExactly("a(b)", "x*z", "*");
    }

    @Test
    void filter_thatIsNone_hasNoTerms() {
        assertThat(FilterTerm.of("")).isEmpty();
        assertThat(FilterTerm.of("(version>=1")).isEmpty();
    }
}
