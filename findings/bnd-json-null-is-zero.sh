#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A null that is written as JSON is read as 0, where the type is a number.
#
# Expected: null comes back as null where the type can be null, as with Integer, in a field, in a list and in a map.
#
# Happens: Integer and Double become 0 and Boolean becomes false, as if they were int, double and boolean; a String
# stays null. So a price that is not known is 0 after it was written and read.
#
# Seen with: biz.aQute.bndlib and biz.aQute.bnd.util 7.3.0 on Java 17.0.15 and 25.0.3
set -euo pipefail
maven=${MVN:-$(cd "$(dirname "$0")/.." && pwd)/mvnw}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fetch() {
    "$maven" -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dartifact="$1" -DoutputDirectory=lib
}
fetch biz.aQute.bnd:biz.aQute.bndlib:7.3.0
fetch biz.aQute.bnd:biz.aQute.bnd.util:7.3.0
fetch org.slf4j:slf4j-api:2.0.17
fetch org.slf4j:slf4j-nop:2.0.17

cat > Null.java <<'JAVA'
import aQute.lib.json.JSONCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Null {
    public static class Offer {
        public String name = "hat";
        public Integer price = 5;
        public Boolean sold = true;
        public List<Double> earlier = List.of();
        public Map<String, Integer> elsewhere = Map.of();
    }

    public static void main(String[] arguments) throws Exception {
        Offer offer = new Offer();
        offer.name = null;
        offer.price = null;
        offer.sold = null;
        offer.earlier = Arrays.asList(1.5, null);
        offer.elsewhere = new TreeMap<>();
        offer.elsewhere.put("north", null);
        String json = new JSONCodec().enc().put(offer).toString();
        System.out.println(json);
        Offer read = new JSONCodec().dec().from(json).get(Offer.class);
        System.out.println("name " + read.name + ", price " + read.price + ", sold " + read.sold + ", earlier "
                + read.earlier + ", elsewhere " + read.elsewhere);
    }
}
JAVA

cat > seen <<'SEEN'
{"earlier":[1.5,null],"elsewhere":{"north":null},"name":null,"price":null,"sold":null}
name null, price 0, sold false, earlier [1.5, 0.0], elsewhere {north=0}
SEEN
java -cp 'lib/*' Null.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
