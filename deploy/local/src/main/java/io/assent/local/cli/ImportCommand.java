package io.assent.local.cli;

import io.assent.local.imports.ContactImport;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.StackFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings an existing base of consents to the stack that runs. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings consents that people gave a company elsewhere to the running stack, with where the proof of each is kept.",
            "Each refused line is printed with its reason; the same file once more changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: all lines hold", "1: some were refused", "2: there is no stack, or no file of this format"})
public final class ImportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = {
                "*.csv with the heading user,status,purposes,noticeVersion,language,decidedAt,evidence, or JSON lines with",
                "the same fields."
            })
    private Path file;

    @Option(names = "--company", paramLabel = "ID", required = true, description = "Whose contacts these are.")
    private String company;

    @Mixin
    private DataFolder data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackFile stack = data.runningStack();
        var out = spec.commandLine().getOut();
        var contacts = new ContactImport(Endpoints.local(stack.ports(), stack.clock(), data.path()), company);
        ContactImport.Summary summary = contacts.of(
                file, refused -> out.printf("line %d: %s: %s%n", refused.line(), refused.reason(), refused.detail()));
        out.printf("%d lines: %d imported, %d were known%n", summary.lines(), summary.imported(), summary.unchanged());
        summary.refused().forEach((reason, lines) -> out.printf("  %d refused: %s%n", lines, reason));
        return summary.refused().isEmpty() ? 0 : 1;
    }
}
