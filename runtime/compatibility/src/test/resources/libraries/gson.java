import com.google.gson.Gson;
import java.util.List;

public class Use {
    public record Point(int x, List<String> names) {}

    public static String use() {
        Point point = new Gson().fromJson("{\"x\":1,\"names\":[\"a\",\"b\"]}", Point.class);
        return point.x() + " " + new Gson().toJson(point);
    }
}
