import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;

public class Use {
    public static class Point {
        @Max(5)
        public int x = 7;

        @NotBlank
        public String name = "a";
    }

    public static String use() {
        java.util.Locale.setDefault(java.util.Locale.ENGLISH);
        Validator validator = Validation.buildDefaultValidatorFactory().getValidator();
        return validator.validate(new Point()).iterator().next().getMessage();
    }
}
