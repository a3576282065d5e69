package io.assent.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BinaryCopyTest {
    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123456Z");

    private record Row(String id, long number, @Nullable String word) {}

    private Connection connection;

    @BeforeEach
    void open() throws Exception {
        connection = Servers.freshDatabase().getConnection();
        connection.setAutoCommit(false);
        execute("create table row (id text primary key, number bigint check (number >= 0), word text, bytes bytea,"
                + " at timestamptz, rest int default 7)");
        connection.commit();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void writesEachTypeAsPostgreSqlReadsIt() throws SQLException {
        copy(List.of(new Row("ä", Long.MAX_VALUE, null), new Row("b", 0, ""))).into(connection);

        assertThat(
                        strings(
                                "select id || '|' || number || '|' || coalesce(word, 'null') || '|' || encode(bytes, 'hex') || '|'"
                                        + " || to_char(at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS.US') || '|' || rest from row order by number desc"))
                .containsExactly(
                        "ä|9223372036854775807|null|00ff|2026-11-23 10:00:00.123456|7",
                        "b|0||00ff|2026-11-23 10:00:00.123456|7");
    }

    @Test
    void growsWithItsRows() throws SQLException {
        String long_ = "x".repeat(5_000);
        copy(IntStream.range(0, 200).mapToObj(n -> new Row("r" + n, n, long_)).toList())
                .into(connection);

        assertThat(strings("select count(*) || '|' || sum(length(word)) from row"))
                .containsExactly("200|1000000");
    }

    @Test
    void aRepeatedKeyLeavesTheTransactionAsItWasBefore() throws SQLException {
        execute("insert into row (id, number) values ('known', 1)");

        boolean written =
                copy(List.of(new Row("a", 1, null), new Row("known", 2, null))).intoUnlessRepeated(connection);

        assertThat(written).isFalse();
        assertThat(strings("select id from row")).containsExactly("known");
        assertThat(copy(List.of(new Row("a", 1, null))).intoUnlessRepeated(connection))
                .isTrue();
        connection.commit();
        assertThat(strings("select id from row order by id")).containsExactly("a", "known");
    }

    @Test
    void dataThatIsRefusedForAnotherReasonIsNotTakenForARepetition() {
        assertThatThrownBy(() -> copy(List.of(new Row("a", -1, null))).intoUnlessRepeated(connection))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
    }

    private static BinaryCopy copy(List<Row> rows) {
        return BinaryCopy.of(
                "row",
                List.of("id", "number", "word", "bytes", "at"),
                rows,
                (copy, row) -> copy.text(row.id())
                        .bigint(row.number())
                        .text(row.word())
                        .bytes(new byte[] {0, (byte) 0xff})
                        .time(TIME));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> strings(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> strings = new java.util.ArrayList<>();
            while (row.next()) {
                strings.add(row.getString(1));
            }
            return strings;
        }
    }
}
