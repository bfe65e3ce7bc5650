package io.ultimatemcp.sandbox.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.InputFile;
import io.ultimatemcp.sandbox.Job;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A cell on its way to the loop: the length of the whole and a line's end, then netstrings without
 * the comma. Lists begin with their number of items.
 */
final class Request {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private Request() {}

    static byte[] of(long number, Bytes code, Job job) {
        var request = new Request();
        request.add(number);
        request.add(code.toArray());
        request.add(job.stdin().toArray());
        request.add(job.args().size());
        job.args().forEach(request::add);
        request.add(job.env().size());
        job.env().forEach((name, value) -> List.of(name, value).forEach(request::add));
        request.add(job.files().size());
        for (InputFile file : job.files()) {
            request.add(file.path());
            request.add(file.content().toArray());
        }
        return request.framed();
    }

    private void add(long number) {
        add(Long.toString(number));
    }

    private void add(String text) {
        add(text.getBytes(UTF_8));
    }

    private void add(byte[] field) {
        body.writeBytes((field.length + ":").getBytes(UTF_8));
        body.writeBytes(field);
    }

    private byte[] framed() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes((body.size() + "\n").getBytes(UTF_8));
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }
}
