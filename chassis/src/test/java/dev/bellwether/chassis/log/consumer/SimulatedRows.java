package dev.bellwether.chassis.log.consumer;

import io.vertx.sqlclient.PropertyKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.desc.ColumnDescriptor;
import io.vertx.sqlclient.impl.ArrayTuple;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// What a simulated database answers.
final class SimulatedRows implements RowSet<Row> {

    private final int changed;
    private final List<Row> rows;

    private SimulatedRows(int changed, List<Row> rows) {
        this.changed = changed;
        this.rows = rows;
    }

    static SimulatedRows of(List<Object[]> rows) {
        return new SimulatedRows(rows.size(), rows.stream().map(values -> (Row) new Values(values)).toList());
    }

    static SimulatedRows changed(int rows) {
        return new SimulatedRows(rows, List.of());
    }

    @Override
    public RowIterator<Row> iterator() {
        Iterator<Row> each = rows.iterator();
        return new RowIterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Row next() {
                return each.next();
            }
        };
    }

    @Override
    public int rowCount() {
        return changed;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public List<String> columnsNames() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ColumnDescriptor> columnDescriptors() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> V property(PropertyKind<V> kind) {
        return null;
    }

    @Override
    public RowSet<Row> value() {
        return this;
    }

    @Override
    public RowSet<Row> next() {
        return null;
    }

    private static final class Values extends ArrayTuple implements Row {
        Values(Object[] values) {
            super(Arrays.asList(values));
        }

        @Override
        public String getColumnName(int position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getColumnIndex(String column) {
            throw new UnsupportedOperationException();
        }
    }
}
