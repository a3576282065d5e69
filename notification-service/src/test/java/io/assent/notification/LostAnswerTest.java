package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.notification.World.Person;
import io.assent.notification.store.DeliveryEvents;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.MessageRow;
import io.assent.notification.store.NoticeStore;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The primary dies after a commit, and before it could say so: the same is done again, and must see what it did. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class LostAnswerTest {
    @Inject
    DataSource dataSource;

    @Inject
    DeliveryEvents events;

    @Inject
    NoticeStore notices;

    @Inject
    EventTime time;

    @Inject
    NotificationConfig config;

    @Test
    void whatIsMarkedAsSentIsWrittenToTheSocketAlthoughTheAnswerOfTheCommitWasLost() {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);
        String id = World.sendByRest(
                company, "1", World.request(person, "utility", person.sealed(company, "your parcel is on its way")));
        assertThat(World.decided(id)).isEqualTo("queued");
        var store = new HandOverStore(new Database(losingTheFirstAnswer()), events, notices, time, config);
        var listener =
                new HandOverStore.Listener(person.id(), List.of(person.key().getKeyID()), Instant.now());

        var result = store.handOver(Map.of(person.id(), listener));

        assertThat(result.handed()).extracting(MessageRow::id).containsExactly(id);
    }

    private DataSource losingTheFirstAnswer() {
        AtomicBoolean lost = new AtomicBoolean();
        return proxy(DataSource.class, dataSource, "getConnection", () -> {
            Connection connection = dataSource.getConnection();
            return proxy(Connection.class, connection, "commit", () -> {
                connection.commit();
                if (!lost.getAndSet(true)) {
                    throw new SQLException("the connection was lost", "08006");
                }
                return null;
            });
        });
    }

    private interface Replacement {
        Object call() throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, String method, Replacement replacement) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return replacement.call();
                    }
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
