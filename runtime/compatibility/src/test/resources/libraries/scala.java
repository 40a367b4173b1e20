import java.util.List;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.BigInt;

public class Use {
    public static String use() {
        return CollectionConverters.asScala(List.of("a", "b")).toList().mkString("[", "-", "]")
                + BigInt.apply(2).pow(70);
    }
}
