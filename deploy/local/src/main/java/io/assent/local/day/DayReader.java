package io.assent.local.day;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.local.check.LineCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a day from a file, from standard input ({@code -}) or from a folder of files (in the order of their names). */
public final class DayReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LineCheck check = new LineCheck();

    /** Lines in play order; numbers count on from file to file, blank lines included, so that no two lines share one. */
    public Day read(String source) throws IOException {
        List<DayLine> lines = new ArrayList<>();
        List<BrokenLine> broken = new ArrayList<>();
        int before = 0;
        for (NamedLines file : files(source)) {
            for (int i = 0; i < file.lines().size(); i++) {
                String text = file.lines().get(i);
                if (text.isBlank()) {
                    continue;
                }
                Optional<BrokenLine> fault = check.fault(text).map(f -> f.at(file.name()));
                int number = i + 1;
                if (fault.isPresent()) {
                    broken.add(fault.get().at(number));
                } else {
                    lines.add(DayLine.of(before + number, parse(text)));
                }
            }
            before += file.lines().size();
        }
        return new Day(lines, broken);
    }

    private static List<NamedLines> files(String source) throws IOException {
        if (source.equals("-")) {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            return List.of(new NamedLines("", in.lines().toList()));
        }
        Path path = Path.of(source);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(source);
        }
        if (!Files.isDirectory(path)) {
            return List.of(NamedLines.of("", path));
        }
        List<NamedLines> files = new ArrayList<>();
        try (var names = Files.newDirectoryStream(path, "*.jsonl")) {
            List<Path> sorted = new ArrayList<>();
            names.forEach(sorted::add);
            sorted.sort(null);
            for (Path file : sorted) {
                files.add(NamedLines.of(file.getFileName() + " ", file));
            }
        }
        return files;
    }

    private static JsonNode parse(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    private record NamedLines(String name, List<String> lines) {
        static NamedLines of(String name, Path file) throws IOException {
            return new NamedLines(name, Files.readAllLines(file, StandardCharsets.UTF_8));
        }
    }
}
