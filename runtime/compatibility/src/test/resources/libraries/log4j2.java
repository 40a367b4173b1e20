import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;

public class Use {
    private static final Logger LOG = LogManager.getLogger(Use.class);

    public static String use() {
        LOG.info("not shown");
        LOG.error("shown by Log4j");
        return LOG.getClass().getName() + " " + ((LoggerContext) LogManager.getContext(Use.class.getClassLoader(), false)).getConfiguration().getName();
    }
}
