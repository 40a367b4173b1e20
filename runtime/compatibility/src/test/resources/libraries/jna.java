import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

public class Use {
    public interface C extends Library {
        int abs(int number);
    }

    public static String use() {
        return "" + Native.load(Platform.C_LIBRARY_NAME, C.class).abs(-7);
    }
}
