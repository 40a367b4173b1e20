import groovy.lang.Binding;
import groovy.lang.GroovyShell;

public class Use {
    public static String use() {
        GroovyShell shell = new GroovyShell(Use.class.getClassLoader(), new Binding(java.util.Map.of("n", 3)));
        return String.valueOf(shell.evaluate("(1..n).collect { it * it }.join('-')"));
    }
}
