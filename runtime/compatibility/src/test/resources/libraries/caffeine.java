import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

public class Use {
    public static String use() {
        LoadingCache<String, Integer> cache = Caffeine.newBuilder()
                .maximumSize(10)
                .expireAfterWrite(java.time.Duration.ofHours(1))
                .recordStats()
                .build(String::length);
        cache.get("four");
        return cache.get("four") + " " + cache.stats().hitCount();
    }
}
