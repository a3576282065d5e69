package io.assent.local.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a day from a seed: the same shape gives the same bytes, on every machine. */
public final class DayGenerator {
    private final DayShape shape;

    public DayGenerator(DayShape shape) {
        this.shape = shape;
    }

    /** All lines in play order. */
    public List<String> lines() {
        return script().inPlayOrder().stream().map(Script.Said::line).toList();
    }

    /** The same lines cut into files whose names sort in play order. */
    public Map<String, List<String>> files() {
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (Script.Said said : script().inPlayOrder()) {
            String name = said.place().isBefore(shape.at(5, 0))
                    ? "01-opening.jsonl"
                    : said.place().isBefore(shape.at(10, 0))
                            ? "02-morning.jsonl"
                            : said.place().isBefore(shape.at(15, 0))
                                    ? "03-afternoon.jsonl"
                                    : said.place().isBefore(shape.at(20, 0)) ? "04-evening.jsonl" : "05-night.jsonl";
            files.computeIfAbsent(name, absent -> new ArrayList<>()).add(said.line());
        }
        return files;
    }

    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), String.join("\n", file.getValue()) + "\n");
        }
    }

    private Script script() {
        Script script = new Script(shape.tag());
        Population people = new Population(shape);
        Trade.open(shape, script);
        people.appear(script);
        new Campaigns(shape, script).book();
        Relations relations = new Relations(shape, script);
        relations.play(people.ids());
        new Presence(shape, script).play(people.ids());
        new Requests(shape, script, people, relations).play();
        new StatusArea(shape, script, people).play();
        // Written last, though played early: so the ids of all other lines do not depend on them.
        Trade.NOTIFYING.forEach(trade -> NoticeText.publish(shape, script, trade));
        relations.askWrongly(people.ids());
        return script;
    }
}
