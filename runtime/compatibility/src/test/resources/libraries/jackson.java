import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

public class Use {
    public static class Point {
        public int x;
        public List<String> names;
    }

    public static String use() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Point point = mapper.readValue("{\"x\":1,\"names\":[\"a\",\"b\"]}", Point.class);
        return point.x + " " + mapper.writeValueAsString(point);
    }
}
