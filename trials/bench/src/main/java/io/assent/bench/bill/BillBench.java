package io.assent.bench.bill;

import io.assent.bench.frame.Alternation;
import io.assent.bench.frame.Backlog;
import io.assent.bench.frame.BareInsert;
import io.assent.bench.frame.Bench;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Drained;
import io.assent.bench.frame.Measured;
import io.assent.bench.frame.Pipeline;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.ServiceMetrics;
import io.assent.bench.frame.Timing;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** From a delivered message on Kafka to its charge, postings and balances, beside bare inserts of the same rows. */
public final class BillBench implements Bench {
    private static final int WORKERS = 2;
    private static final int BATCH = 2_000;
    private static final String CHANNEL = "deliveries";

    @Override
    public String name() {
        return "bill";
    }

    @Override
    public Report run(Timing timing, Progress progress) throws Exception {
        try (BenchStack stack = BenchStack.start(progress, Service.BILLING);
                Connection connection = stack.database(Service.BILLING)) {
            stack.startAnother(Service.BILLING);
            try (Backlog backlog = new Backlog(stack, Deliveries::record);
                    BareInsert insert = new BareInsert(
                            stack, Service.BILLING, List.of(new ChargeRows(), new PostingRows()), WORKERS, BATCH)) {
                Pipeline bill = new Pipeline(stack.cpu(), backlog, new Drained(connection, CHANNEL));
                Measured measured = new Alternation(timing, progress).run(List.of(bill, insert));
                Books.mustBeRight(connection, backlog.written());
                Map<String, Double> batches = Map.of(
                        "bill", new ServiceMetrics(stack.ports()).meanBatch(CHANNEL), insert.name(), (double) BATCH);
                return Report.ofRates(name(), "deliveries/s", measured, Map.of(), batches);
            }
        }
    }
}
