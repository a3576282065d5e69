package io.assent.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "produce")
public final class ProduceCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
