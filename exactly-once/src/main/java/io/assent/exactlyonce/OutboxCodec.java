package io.assent.exactlyonce;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A batch of records as the bytes of one outbox row: a version, a count, then length-prefixed fields. */
final class OutboxCodec {
    private static final byte VERSION = 1;
    private static final int ANY_PARTITION = -1;
    private static final int TOMBSTONE = -1;

    private OutboxCodec() {}

    static byte[] encode(List<OutboxRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * records.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(records.size());
            for (OutboxRecord record : records) {
                write(out, record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<OutboxRecord> decode(byte[] row) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("outbox row of version " + version + " was written by a newer release");
            }
            int count = in.readInt();
            List<OutboxRecord> records = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                records.add(read(in));
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, OutboxRecord record) throws IOException {
        out.writeUTF(record.topic());
        Integer partition = record.partition();
        out.writeInt(partition == null ? ANY_PARTITION : partition);
        writeBytes(out, record.key());
        writeValue(out, record.value());
        out.writeShort(record.headers().size());
        for (Header header : record.headers()) {
            out.writeUTF(header.key());
            writeBytes(out, header.value());
        }
    }

    private static OutboxRecord read(DataInputStream in) throws IOException {
        String topic = in.readUTF();
        int partition = in.readInt();
        byte[] key = readBytes(in);
        byte[] value = readValue(in);
        int headerCount = in.readShort();
        List<Header> headers = new ArrayList<>(headerCount);
        for (int i = 0; i < headerCount; i++) {
            headers.add(new RecordHeader(in.readUTF(), readBytes(in)));
        }
        return new OutboxRecord(topic, partition == ANY_PARTITION ? null : partition, key, value, headers);
    }

    private static void writeValue(DataOutputStream out, byte @Nullable [] value) throws IOException {
        if (value == null) {
            out.writeInt(TOMBSTONE);
        } else {
            writeBytes(out, value);
        }
    }

    private static byte @Nullable [] readValue(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == TOMBSTONE ? null : readBytes(in, length);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return readBytes(in, in.readInt());
    }

    private static byte[] readBytes(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
