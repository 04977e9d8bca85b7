package dev.bellwether.ingestion.trackingplan;

import com.google.protobuf.NullValue;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What has come, as expressions see it: the same, with CEL's null for every null and a double for every
/// number that is neither a long nor one, at all depths. Nothing is copied.
final class JsonView {

    private JsonView() {}

    static Map<String, Object> of(Map<String, Object> map) {
        return new MapView(map);
    }

    @SuppressWarnings("unchecked")
    private static Object of(Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case Map<?, ?> map -> new MapView((Map<String, Object>) map);
            case List<?> list -> new ListView(list);
            // CEL has doubles only.
            case BigDecimal number -> number.doubleValue();
            default -> value;
        };
    }

    private static final class MapView extends AbstractMap<String, Object> {

        private final Map<String, Object> map;

        MapView(Map<String, Object> map) {
            this.map = map;
        }

        @Override
        public Object get(Object key) {
            Object value = map.get(key);
            return value == null && !map.containsKey(key) ? null : of(value);
        }

        @Override
        public boolean containsKey(Object key) {
            return map.containsKey(key);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    Iterator<Entry<String, Object>> entries = map.entrySet().iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return entries.hasNext();
                        }

                        @Override
                        public Entry<String, Object> next() {
                            Entry<String, Object> entry = entries.next();
                            return Map.entry(entry.getKey(), of(entry.getValue()));
                        }
                    };
                }

                @Override
                public int size() {
                    return map.size();
                }
            };
        }
    }

    private static final class ListView extends AbstractList<Object> {

        private final List<?> list;

        ListView(List<?> list) {
            this.list = list;
        }

        @Override
        public Object get(int index) {
            return of(list.get(index));
        }

        @Override
        public int size() {
            return list.size();
        }
    }
}
