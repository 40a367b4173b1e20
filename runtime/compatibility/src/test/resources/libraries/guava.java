import com.google.common.collect.ImmutableListMultimap;
import com.google.common.hash.Hashing;

public class Use {
    public static String use() {
        return ImmutableListMultimap.of("a", 1, "a", 2) + " "
                + Hashing.sha256().hashString("abc", java.nio.charset.StandardCharsets.UTF_8).toString().substring(0, 8);
    }
}
