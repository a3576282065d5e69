# The launcher's commands that need no stack of their own: topics, probe, produce, demo --against.
ARG RUNTIME=eclipse-temurin:25-jre
FROM ${RUNTIME}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="assent/tools" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY deploy/local/target/assent-local.jar /app/
COPY deploy/local/target/lib /app/lib
WORKDIR /app
ENV ASSENT_HOME=/app
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-jar", "assent-local.jar"]
