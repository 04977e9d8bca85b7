package dev.bellwether.deploy.chart;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The models take what they do not know and keep it aside, in maps of their own: whatever stands there is misspelt.
final class Unknown {

    private Unknown() {}

    static void in(Object model, String path, List<String> wrong) {
        if (model instanceof Collection<?> elements) {
            int index = 0;
            for (Object element : elements) {
                in(element, path + "/" + index++, wrong);
            }
        } else if (model instanceof Map<?, ?> map) {
            map.forEach((key, value) -> in(value, path + "/" + key, wrong));
        } else if (model != null && isModel(model)) {
            for (Method method : model.getClass().getMethods()) {
                look(model, method, path, wrong);
            }
        }
    }

    private static boolean isModel(Object object) {
        String name = object.getClass().getPackageName();
        return !object.getClass().isEnum() && (name.startsWith("io.fabric8.") || name.startsWith("io.strimzi."));
    }

    private static void look(Object model, Method method, String path, List<String> wrong) {
        if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers()) || !method.getName().startsWith("get")
                || method.getName().length() == 3 || method.getDeclaringClass() == Object.class) {
            return;
        }
        Object value;
        try {
            value = method.invoke(model);
        } catch (ReflectiveOperationException notAValue) {
            return;
        }
        String field = Character.toLowerCase(method.getName().charAt(3)) + method.getName().substring(4);
        if (field.equals("additionalProperties")) {
            ((Map<?, ?>) value).keySet().forEach(name -> wrong.add(path + "/" + name + " is not known"));
        } else {
            in(value, path + "/" + field, wrong);
        }
    }
}
