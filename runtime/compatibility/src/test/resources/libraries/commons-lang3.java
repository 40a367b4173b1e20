public class Use {
    public static String use() {
        return org.apache.commons.lang3.StringUtils.capitalize(new org.apache.commons.lang3.builder.ToStringBuilder(
                        "", org.apache.commons.lang3.builder.ToStringStyle.JSON_STYLE)
                .append("a", 1)
                .toString());
    }
}
