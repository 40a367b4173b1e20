import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class Use {
    private static final Logger LOG = LoggerFactory.getLogger(Use.class);

    public static String use() {
        LOG.atError().addArgument("Logback").log("shown by {}");
        return LOG.getClass().getName();
    }
}
