# Behaves as the official image does where compose and Testcontainers look.
FROM assent-offline/runtime:25
COPY libs /opt/kafka/libs
COPY kafka-run /etc/kafka/docker/run
COPY kafka-log4j2.properties /etc/kafka/docker/log4j2.properties
RUN useradd --uid 1000 appuser && install -d -o appuser -g appuser /var/lib/kafka/data /tmp/kafka
USER appuser
EXPOSE 9092
CMD ["/etc/kafka/docker/run"]
