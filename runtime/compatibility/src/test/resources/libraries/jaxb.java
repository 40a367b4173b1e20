import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.StringReader;
import java.io.StringWriter;

public class Use {
    @XmlRootElement
    public static class Point {
        public int x;
        public String name;
    }

    public static String use() throws Exception {
        JAXBContext context = JAXBContext.newInstance(Point.class);
        Point point = (Point) context.createUnmarshaller()
                .unmarshal(new StringReader("<point><x>1</x><name>a</name></point>"));
        StringWriter text = new StringWriter();
        context.createMarshaller().marshal(point, text);
        return text.toString().replaceFirst("^<.xml.*?>", "");
    }
}
