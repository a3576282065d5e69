# One pattern for the four services; build it in the root of the checkout after `mvn package`:
#   docker build -f deploy/images/service.Dockerfile --build-arg SERVICE=consent-service -t assent/consent-service:0.1.0 .
# RUNTIME is any image with a JDK 25 runtime on its PATH, and bash.
ARG RUNTIME=eclipse-temurin:25-jre
FROM ${RUNTIME}
ARG SERVICE
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="assent/${SERVICE}" \
      org.opencontainers.image.description="Assent: consent-gated business messaging and Status ads" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"

COPY ${SERVICE}/target/quarkus-app /app
# What is inside: a CycloneDX bill of materials, made by the build.
COPY ${SERVICE}/target/quarkus-run-cyclonedx.json /app/sbom.cdx.json
COPY deploy/images/train deploy/images/healthy /usr/local/bin/
WORKDIR /app
# What a start loads and links is stored once, here, for this JVM and these jars.
RUN train && rm /usr/local/bin/train

# Numeric, so that a cluster can see that it is not root; nothing but /tmp is ever written.
USER 10001:10001
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s CMD ["healthy"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", \
            "-XX:+ExitOnOutOfMemoryError", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", \
            "-jar", "quarkus-run.jar"]
