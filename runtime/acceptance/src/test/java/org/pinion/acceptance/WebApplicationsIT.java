// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.acceptance.hosts.Container;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;

/** Class loaders as application servers have them: one for each application, below one that they share. */
class WebApplicationsIT {

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void build() {
        jar = Jars.counter(folder);
    }

    private Result run(String action, List<Path> child, List<Path> parent) throws IOException, InterruptedException {
        return Commands.run(
                folder,
                Commands.java(
                        List.of(Jars.HOSTS),
                        List.of(),
                        Container.class,
                        action,
                        jar,
                        Jars.urls(child),
                        Jars.urls(parent)));
    }

    @Test
    void pinionInTheApplication_works() throws IOException, InterruptedException {
        Result result = run("share", Jars.host(), List.of());

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines("2 + 3 = 5\n");
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void pinionInTheParent_withThePackageInTheApplication_refusesToShareIt() throws IOException, InterruptedException {
        Result result = run("share", List.of(Jars.HOSTS), Jars.pinion());

        assertThat(result.output())
                .as(result.errors())
                .startsWith("RUNTIME pinion: cannot start: no package org.pinion.acceptance.hosts is on the class path"
                        + " of Pinion, so it cannot be shared; its class loader is java.net.URLClassLoader@")
                .hasLineCount(1);
    }

    @Test
    void twoApplications_haveRuntimesOfTheirOwn_andNothingIsLeftOfThem() throws IOException, InterruptedException {
        Result result = run("undeploy", Jars.host(), List.of());

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines("""
                        0: 2 + 3 = 5
                        1: 2 + 3 = 5
                        1: 2 + 3 = 5
                        collected 2
                        """);
        assertThat(result.errors()).isEmpty();
    }
}
