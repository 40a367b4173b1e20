import clojure.java.api.Clojure;
import clojure.lang.IFn;

public class Use {
    public static String use() {
        IFn eval = Clojure.var("clojure.core", "eval");
        return String.valueOf(eval.invoke(Clojure.read("(reduce + (map inc [1 2 3]))")));
    }
}
