package io.assent.bench.frame;

import io.assent.local.stack.Service;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** A limit: multi-row inserts of the same rows into tables of the same shape, a batch a transaction, and nothing else. */
public final class BareInsert implements Side, AutoCloseable {
    private final BenchStack stack;
    private final List<Rows> tables;
    private final int batch;
    private final List<Connection> connections = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();

    /** What is inserted where. */
    public interface Rows {
        /** Creates the table. */
        String table();

        /** Inserts one row; the driver makes it one statement for many. */
        String insert();

        /** Adds the n-th row, or rows, to the batch; numbers never come twice. */
        void add(PreparedStatement insert, long number) throws SQLException;
    }

    public BareInsert(BenchStack stack, Service service, List<Rows> tables, int workers, int batch)
            throws SQLException {
        this.stack = stack;
        this.tables = List.copyOf(tables);
        this.batch = batch;
        for (int i = 0; i < workers; i++) {
            connections.add(stack.database(service));
        }
        try (Statement statement = connections.getFirst().createStatement()) {
            for (Rows rows : tables) {
                statement.execute(rows.table());
            }
        }
        for (Connection connection : connections) {
            connection.setAutoCommit(false);
        }
    }

    @Override
    public String name() {
        return "bare insert";
    }

    @Override
    public Sample run(Duration length) throws Exception {
        try (var threads = Executors.newFixedThreadPool(connections.size())) {
            var cpu = stack.cpu().begin();
            long began = System.nanoTime();
            long end = began + length.toNanos();
            List<Callable<Long>> work = new ArrayList<>();
            connections.forEach(connection -> work.add(() -> insertUntil(connection, end)));
            long inserted = 0;
            for (Future<Long> each : threads.invokeAll(work)) {
                inserted += each.get();
            }
            return new Sample(inserted, System.nanoTime() - began, cpu.end());
        }
    }

    private long insertUntil(Connection connection, long end) throws SQLException {
        long inserted = 0;
        while (System.nanoTime() < end) {
            long first = next.getAndAdd(batch);
            for (Rows rows : tables) {
                insert(connection, rows, first);
            }
            connection.commit();
            inserted += batch;
        }
        return inserted;
    }

    private void insert(Connection connection, Rows rows, long first) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(rows.insert())) {
            for (long number = first; number < first + batch; number++) {
                rows.add(insert, number);
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
