import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;

public class Use {
    public static String use() throws Exception {
        Class.forName("org.h2.Driver");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:" + Use.class.hashCode())) {
            connection.createStatement().execute("create table t(a int, b varchar(10))");
            connection.createStatement().execute("insert into t values (1, 'x'), (2, 'y')");
            ResultSet rows = connection.createStatement().executeQuery("select sum(a), max(b) from t");
            rows.next();
            return rows.getInt(1) + rows.getString(2);
        }
    }
}
