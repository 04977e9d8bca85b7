package dev.bellwether.segmentation.history;

/// Names of scheme versions: `tenants/{tenant}/schemes/lifecycle/versions/{n}`.
public final class SchemeNames {

    private SchemeNames() {}

    public static String version(String tenant, int number) {
        return "tenants/" + tenant + "/schemes/lifecycle/versions/" + number;
    }

    static int number(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('/') + 1));
    }
}
