import java.util.List;
import kotlin.collections.CollectionsKt;
import kotlin.text.StringsKt;

public class Use {
    public static String use() {
        return StringsKt.reversed("abc").toString() + CollectionsKt.sumOfInt(List.of(1, 2, 3));
    }
}
