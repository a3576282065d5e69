package io.assent.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
    @TempDir
    Path directory;

    @Test
    void kafkaHasTheTopicsOfTheTableAndKeepsThemOverARestart() throws Exception {
        Set<String> wanted =
                TopicTable.read().stream().map(TopicTable.Topic::name).collect(Collectors.toSet());

        try (KafkaServer kafka = KafkaServer.start(directory, 0, Jit.C1)) {
            TopicTable.create(kafka.bootstrapServers(), (short) 1);
            TopicTable.create(kafka.bootstrapServers(), (short) 1);
            assertThat(topics(kafka)).isEqualTo(wanted);
        }

        try (KafkaServer again = KafkaServer.start(directory, 0, Jit.C1)) {
            assertThat(topics(again)).isEqualTo(wanted);
        }
    }

    @Test
    void postgresSyncsItsCommitsAndKeepsThemOverARestart() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(directory, 0)) {
            postgres.createDatabase("consent");
            postgres.createDatabase("consent");
            assertThat(query(postgres, "show fsync")).isEqualTo("on");
            assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
            query(postgres, "create table kept as select 'here' as text; select 1");
        }

        try (PostgresServer again = PostgresServer.start(directory, 0)) {
            assertThat(query(again, "select text from kept")).isEqualTo("here");
        }
    }

    @Test
    void tokensCarryRoleAndSubjectAndVerifyWithThePublicKey() throws Exception {
        TokenIssuer issuer = TokenIssuer.in(directory);

        SignedJWT token = SignedJWT.parse(TokenIssuer.in(directory).token("device", "p-1/d-1"));

        byte[] key = Base64.getDecoder().decode(issuer.publicKey());
        ECPublicKey publicKey = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
        assertThat(token.verify(new ECDSAVerifier(publicKey))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("d-1");
        assertThat(token.getJWTClaimsSet().getStringClaim("person")).isEqualTo("p-1");
        assertThat(token.getJWTClaimsSet().getStringListClaim("groups")).containsExactly("device");
    }

    private static Set<String> topics(KafkaServer kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    private static String query(PostgresServer postgres, String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl("consent"), "consent", PostgresServer.PASSWORD);
                var statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
