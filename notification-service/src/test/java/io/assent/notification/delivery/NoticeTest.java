package io.assent.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final int LIMIT_OF_POSTGRESQL = 8_000;

    @Test
    void aNoticeNamesEverybodyItWasMadeFor() {
        List<String> texts = Notice.texts(Notice.Kind.SENT, -7, List.of("p-1", "p-2"));

        assertThat(texts).hasSize(1);
        Notice notice = Notice.of(texts.getFirst()).orElseThrow();
        assertThat(notice.kind()).isEqualTo(Notice.Kind.SENT);
        assertThat(notice.sender()).isEqualTo(-7);
        assertThat(notice.people()).containsExactlyInAnyOrder(Notice.hash("p-1"), Notice.hash("p-2"));
    }

    @Test
    void aBatchOfAThousandPeopleIsOneNotice() {
        assertThat(Notice.texts(Notice.Kind.QUEUED, 1, people(1_000))).hasSize(1);
    }

    @Test
    void aNoticeIsNeverLongerThanPostgreSqlTakes() {
        List<String> texts = Notice.texts(Notice.Kind.QUEUED, 1, people(5_000));

        assertThat(texts).allSatisfy(text -> assertThat(text.length()).isLessThan(LIMIT_OF_POSTGRESQL));
        List<Notice> notices =
                texts.stream().map(text -> Notice.of(text).orElseThrow()).toList();
        assertThat(people(5_000))
                .allMatch(person ->
                        notices.stream().anyMatch(notice -> notice.people().contains(Notice.hash(person))));
    }

    @Test
    void ofNobodyThereIsNothingToTell() {
        assertThat(Notice.texts(Notice.Kind.QUEUED, 1, List.of())).isEmpty();
    }

    @Test
    void whatIsNoNoticeIsIgnored() {
        assertThat(List.of("", "Q", "hello", "QAAA", "S?", "XAAAAAA"))
                .allSatisfy(text -> assertThat(Notice.of(text)).isEmpty());
    }

    private static List<String> people(int many) {
        return IntStream.range(0, many).mapToObj(i -> "person-" + i).toList();
    }
}
