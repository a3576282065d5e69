package io.assent.bench.gate;

import io.assent.bench.frame.Alternation;
import io.assent.bench.frame.Backlog;
import io.assent.bench.frame.BareInsert;
import io.assent.bench.frame.Bench;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Drained;
import io.assent.bench.frame.Measured;
import io.assent.bench.frame.Percentiles;
import io.assent.bench.frame.Pipeline;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.ServiceMetrics;
import io.assent.bench.frame.Side;
import io.assent.bench.frame.Timing;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * From a company's request on Kafka to its outcome on Kafka, decided on a million permissions and stored, beside the two
 * things that it cannot do without.
 */
public final class GateBench implements Bench {
    private static final int WORKERS = 2;
    private static final int BATCH = 1_000;
    private static final String CHANNEL = "requests-companies";
    private static final int PARTITIONS_OF_OUTCOMES = 24;

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public Report run(Timing timing, Progress progress) throws Exception {
        Requests requests = new Requests();
        try (BenchStack stack = BenchStack.start(progress, Service.NOTIFICATION);
                Connection connection = stack.database(Service.NOTIFICATION)) {
            progress.say("loading a million permissions");
            GateWorld.load(connection);
            createTopics(stack);
            stack.startAnother(Service.NOTIFICATION);
            try (Backlog backlog = new Backlog(stack, requests::record)) {
                Pipeline gate = new Pipeline(stack.cpu(), backlog, new Drained(connection, CHANNEL));
                try (CopyLoop copy = new CopyLoop(stack, gate::last, WORKERS, BATCH);
                        BareInsert insert = new BareInsert(
                                stack, Service.NOTIFICATION, List.of(new MessageRows(requests)), WORKERS, BATCH)) {
                    List<Side> sides = List.of(gate, copy, insert);
                    Measured measured = new Alternation(timing, progress).run(sides);
                    progress.say("latencies at half of that rate");
                    Percentiles latencies = new OpenLoop(stack, backlog, requests)
                            .run(measured.rate(gate.name()) / 2, timing.round(sides.size()));
                    mustHaveTaken(connection, backlog.written());
                    Map<String, Double> batches = Map.of(
                            "gate",
                            new ServiceMetrics(stack.ports()).meanBatch(CHANNEL),
                            copy.name(),
                            copy.meanBatch(),
                            insert.name(),
                            (double) BATCH);
                    return Report.ofRates(name(), "requests/s", measured, Map.of(Report.OURS, latencies), batches);
                }
            }
        }
    }

    private static void createTopics(BenchStack stack) throws Exception {
        Requests.createTopics(stack);
        try (Admin admin = Admin.create(stack.kafka(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(CopyLoop.TOPIC, PARTITIONS_OF_OUTCOMES, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** A gate that loses or doubles something is not fast. */
    private static void mustHaveTaken(Connection connection, long written) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from message")) {
            row.next();
            if (row.getLong(1) != written) {
                throw new IllegalStateException(
                        "%d requests were written, and %d messages taken".formatted(written, row.getLong(1)));
            }
        }
    }
}
