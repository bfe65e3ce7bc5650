package io.ultimatemcp.graphengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMainTest {
    @TempDir Path directory;

    @Test
    void itAnnouncesItsPortAndEndsWithItsInput() throws IOException, InterruptedException {
        Process engine = start();
        int port = readyPort(engine);
        assertThat(answersBolt(port)).isTrue();

        engine.getOutputStream().close();

        assertThat(engine.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.exitValue()).isZero();
    }

    @Test
    void itOpensItsStoreAgainWithAnotherPasswordAndEndsAtSigterm()
            throws IOException, InterruptedException {
        Process first = start();
        readyPort(first);
        first.toHandle().destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(143);

        Process second = start("another-password-of-24-c");
        int port = readyPort(second);
        assertThat(answersBolt(port)).isTrue();
        second.getOutputStream().close();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();
    }

    @Test
    void aPasswordFileThatIsTooShortStopsTheStart() throws IOException, InterruptedException {
        Process engine = start("short");

        assertThat(engine.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.exitValue()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("log"))).contains("at least 16 characters");
    }

    private Process start() throws IOException {
        return start("a-password-of-24-letters");
    }

    private Process start(String password) throws IOException {
        Path passwordFile = Files.writeString(directory.resolve("password"), password + "\n");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(EngineMain.class.getName());
        command.addAll(List.of("--home", directory.resolve("home").toString()));
        command.addAll(List.of("--password-file", passwordFile.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
                .start();
    }

    private static int readyPort(Process engine) throws IOException {
        BufferedReader lines = engine.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith("ready 127.0.0.1:")) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        return Integer.parseInt(line.substring("ready 127.0.0.1:".length()));
    }

    /** Bolt's handshake: the magic and four proposals; any answer of four bytes is a version. */
    private static boolean answersBolt(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            new byte[] {
                                0x60,
                                0x60,
                                (byte) 0xB0,
                                0x17,
                                0,
                                0,
                                4,
                                5,
                                0,
                                0,
                                0,
                                4,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0
                            });
            return socket.getInputStream().readNBytes(4).length == 4;
        }
    }
}
