FROM assent-offline/debian
COPY java /opt/java
ENV PATH=/opt/java/bin:$PATH JAVA_HOME=/opt/java LANG=C.UTF-8
