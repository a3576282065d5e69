package io.assent.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The class path of this process, with the jars that an executable or a test runner's jar names in its manifest. */
public final class ClassPath {
    private ClassPath() {}

    public static String ofThisProcess() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> entry.endsWith(".jar") ? withManifest(Path.of(entry)) : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String withManifest(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return jar.toString();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
            if (named == null) {
                return jar.toString();
            }
            return Arrays.stream(named.split(" "))
                    .map(entry -> jar.toAbsolutePath().toUri().resolve(entry))
                    .map(uri -> Path.of(uri).toString())
                    .collect(Collectors.joining(File.pathSeparator, jar + File.pathSeparator, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
