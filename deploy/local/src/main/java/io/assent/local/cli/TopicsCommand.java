package io.assent.local.cli;

import io.assent.servers.TopicTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the topics where no operator does it. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Creates the topics of deploy/topics.csv that are missing.")
public final class TopicsCommand implements Callable<Integer> {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", required = true, description = "A broker of the cluster.")
    private String kafka;

    @Option(names = "--replicas", paramLabel = "N", defaultValue = "3", description = "Default: 3.")
    private short replicas;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TopicTable.create(kafka, replicas);
        spec.commandLine().getOut().println(TopicTable.read().size() + " topics are there");
        return 0;
    }
}
