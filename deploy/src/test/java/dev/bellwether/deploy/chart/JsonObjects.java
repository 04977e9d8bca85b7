package dev.bellwether.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

final class JsonObjects {

    private JsonObjects() {}

    static JsonNode object(String field, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(field, value);
    }
}
