package dev.bellwether.local.erasure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.local.cli.Complaint;
import dev.bellwether.local.connection.Connection;
import dev.bellwether.local.connection.PlatformOption;
import dev.bellwether.local.connection.TenantOption;
import dev.bellwether.local.platform.Service;
import dev.bellwether.operations.v1.ExportAccountRequest;
import dev.bellwether.operations.v1.ExportedRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Write everything that is held of an account, in all services, as one JSON document.")
public final class ExportCommand implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Parameters(paramLabel = "<account>", description = "The account's id.")
    private String account;

    @Option(names = "--output", paramLabel = "<file>", description = "Where to. Default: standard output.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            if (file.isEmpty()) {
                write(connection, System.out);
                System.out.println();
                return 0;
            }
            // Under another name first: there is never half an export.
            Path unfinished = file.get().resolveSibling(file.get().getFileName() + ".unfinished");
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                write(connection, out);
            }
            Files.move(unfinished, file.get(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return 0;
        } catch (IOException failure) {
            throw new Complaint("The export cannot be written: " + failure.getMessage(), failure);
        }
    }

    /// Row by row: an account may have millions.
    private void write(Connection connection, OutputStream out) throws IOException {
        JsonGenerator json = new ObjectMapper().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField("tenant", tenant.id());
        json.writeStringField("account", account);
        for (Service service : Service.values()) {
            json.writeObjectFieldStart(service.module());
            write(connection, service, json);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.flush();
    }

    private void write(Connection connection, Service service, JsonGenerator json) throws IOException {
        Iterator<ExportedRow> rows = connection.operations(service)
                .exportAccount(ExportAccountRequest.newBuilder().setName(tenant.parent() + "/accounts/" + account).build());
        ObjectMapper mapper = new ObjectMapper();
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
            json.writeTree(mapper.readTree(row.getJson()));
        }
        if (!table.isEmpty()) {
            json.writeEndArray();
        }
    }
}
