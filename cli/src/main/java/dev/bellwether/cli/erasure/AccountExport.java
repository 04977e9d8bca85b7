package dev.bellwether.cli.erasure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.text.Printable;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.operations.v1.ExportAccountRequest;
import dev.bellwether.operations.v1.ExportedRow;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

/// Everything that is held of an account, in all services, as one JSON document. Row by row: an account may have millions.
public record AccountExport(Connection connection, AccountKey account) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Whether no service holds anything of it.
    public boolean isEmpty() {
        return Arrays.stream(Service.values()).noneMatch(service -> {
            try (Context.CancellableContext first = Context.current().withCancellation()) {
                return first.call(() -> rows(service).hasNext());
            } catch (StatusRuntimeException refused) {
                throw refused;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    public void writeTo(OutputStream out) throws IOException {
        JsonGenerator json = MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeFieldName("tenant");
        json.writeRawValue(Output.line(account.tenant()));
        json.writeFieldName("account");
        json.writeRawValue(Output.line(account.account()));
        for (Service service : Service.values()) {
            json.writeObjectFieldStart(service.module());
            write(service, json);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.flush();
    }

    /// Under another name, so that there is never half an export under its own.
    ///
    /// @return where it is, to be moved
    public Path writeUnfinished(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            writeTo(out);
        }
        return unfinished;
    }

    private void write(Service service, JsonGenerator json) throws IOException {
        Iterator<ExportedRow> rows = rows(service);
        String table = "";
        while (rows.hasNext()) {
            ExportedRow row = rows.next();
            if (!row.getTable().equals(table)) {
                if (!table.isEmpty()) {
                    json.writeEndArray();
                }
                table = row.getTable();
                json.writeArrayFieldStart(table);
            }
            // As the service wrote it: read and written again, numbers would lose digits.
            json.writeRawValue(Printable.json(row.getJson()));
        }
        if (!table.isEmpty()) {
            json.writeEndArray();
        }
    }

    private Iterator<ExportedRow> rows(Service service) {
        return connection.operations(service)
                .exportAccount(ExportAccountRequest.newBuilder().setName(ResourceNames.account(account)).build());
    }
}
