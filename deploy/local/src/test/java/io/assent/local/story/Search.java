package io.assent.local.story;

import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Service;
import io.assent.local.stack.SupervisedProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postgresql.PGConnection;

/**
 * Looks for a text wherever a stack keeps anything: tables, files, topics, logs, and the memory of its services.
 *
 * @param further instances of services beside the first ones
 */
record Search(LocalStack stack, Path data, List<SupervisedProcess> further) {
    private static final int CHUNK = 8 * 1024 * 1024;

    Set<String> placesOf(String text) throws SQLException, IOException, InterruptedException {
        byte[] needle = text.getBytes(StandardCharsets.UTF_8);
        Set<String> places = new TreeSet<>();
        for (Service service : Service.values()) {
            if (inTables(service.database(), needle)) {
                places.add("tables");
            }
        }
        for (var folder : Map.of("postgres", "PostgreSQL files", "kafka", "Kafka files", "logs", "logs")
                .entrySet()) {
            if (inFiles(data.resolve(folder.getKey()), needle)) {
                places.add(folder.getValue());
            }
        }
        if (inTopics(needle)) {
            places.add("topics");
        }
        if (inHeaps(needle)) {
            places.add("heaps");
        }
        return places;
    }

    private boolean inTables(String database, byte[] needle) throws SQLException, IOException {
        try (Connection connection = stack.postgres().superuser(database);
                var tables = connection
                        .createStatement()
                        .executeQuery("select format('%I.%I', schemaname, tablename) from pg_tables"
                                + " where schemaname not in ('pg_catalog', 'information_schema')")) {
            boolean found = false;
            while (tables.next()) {
                var content = new ByteArrayOutputStream();
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy " + tables.getString(1) + " to stdout (format binary)", content);
                found |= contains(content.toByteArray(), needle);
            }
            // What is still in memory goes to the files that are searched next.
            connection.createStatement().execute("checkpoint");
            return found;
        }
    }

    private static boolean inFiles(Path folder, byte[] needle) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (inFile(file, needle)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** By parts that overlap. The servers go on working: a file may be gone by now. */
    private static boolean inFile(Path file, byte[] needle) throws IOException {
        int overlap = needle.length - 1;
        byte[] part = new byte[overlap + CHUNK];
        int kept = 0;
        try (InputStream content = Files.newInputStream(file)) {
            int read;
            while ((read = content.readNBytes(part, kept, part.length - kept)) > 0) {
                int length = kept + read;
                if (contains(Arrays.copyOf(part, length), needle)) {
                    return true;
                }
                kept = Math.min(overlap, length);
                System.arraycopy(part, length - kept, part, 0, kept);
            }
            return false;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /** Of every instance, with what is garbage by now. */
    private boolean inHeaps(byte[] needle) throws IOException, InterruptedException {
        boolean found = false;
        for (SupervisedProcess instance : Stream.concat(
                        Arrays.stream(Service.values()).map(stack::service), further.stream())
                .toList()) {
            Path dump = data.resolve(instance.name() + ".hprof");
            dump(instance, dump);
            found |= inFile(dump, needle);
            Files.delete(dump);
        }
        return found;
    }

    private static void dump(SupervisedProcess instance, Path file) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(instance.handle().pid());
        Process dumping = new ProcessBuilder(jcmd, pid, "GC.heap_dump", "-all", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(dumping.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (dumping.waitFor() != 0 || !Files.exists(file)) {
            throw new IOException("no heap dump of " + instance.name() + ": " + said);
        }
    }

    private boolean inTopics(byte[] needle) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", stack.endpoints().kafka());
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (holds(record, needle)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static boolean holds(ConsumerRecord<byte[], byte[]> record, byte[] needle) {
        return contains(record.key(), needle)
                || contains(record.value(), needle)
                || Arrays.stream(record.headers().toArray()).anyMatch(header -> contains(header.value(), needle));
    }

    private static boolean contains(byte[] content, byte[] needle) {
        // ISO 8859-1 maps each byte to one character, so that String's fast search can be used.
        return content != null
                && new String(content, StandardCharsets.ISO_8859_1)
                        .contains(new String(needle, StandardCharsets.ISO_8859_1));
    }
}
