package io.assent.notification.kafka;

import io.assent.exactlyonce.DeadLetters;
import io.assent.exactlyonce.TopicIds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Companies' request topics come and go; what is refused from them goes to one dead-letter topic. */
@Singleton
public class DeadTopics {
    @Produces
    @Singleton
    DeadLetters deadLetters(TopicIds topicIds, Clock clock) {
        return new DeadLetters(topicIds, clock, DeadTopics::deadTopicOf);
    }

    private static String deadTopicOf(String topic) {
        boolean ofCompany = topic.startsWith(RequestDecoder.TOPIC + ".") && !topic.equals(RequestDecoder.URGENT_TOPIC);
        return (ofCompany ? RequestDecoder.TOPIC : topic) + ".dead";
    }
}
