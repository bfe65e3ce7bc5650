package io.ultimatemcp.server.tool.box;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.feature.UriTemplate;
import io.ultimatemcp.server.tool.KeptFile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtifactsTest {
    private static final UriTemplate TEMPLATE = UriTemplate.of("run://{id}/artifacts/{+path}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.txt",
                "a/b c/d.txt",
                "caf\u00e9",
                "cafe\u0301",
                "\u212b",
                "😀",
                "100%.txt",
                "a%41",
                "a+b",
                "a?b#c",
                "[x]{y}<z>\"|\\^`",
                "!$&'()*,;=:@-._~"
            })
    void theAddressOfAFileLeadsToItsPath(String path) {
        String uri = uris(path).getFirst();
        assertThat(uri).isASCII();
        assertThat(URI.create(uri).getPath()).isEqualTo("/artifacts/" + path);
        assertThat(TEMPLATE.match(uri)).contains(Map.of("id", "7", "path", path));
    }

    @Test
    void namesThatOnlyLookAlikeHaveAddressesOfTheirOwn() {
        assertThat(uris("caf\u00e9", "cafe\u0301"))
                .containsExactly("run://7/artifacts/caf%C3%A9", "run://7/artifacts/cafe%CC%81");
    }

    private static List<String> uris(String... paths) {
        var files = List.of(paths).stream().map(path -> KeptFile.of(path, new byte[0])).toList();
        return Artifacts.entries(files, "7").stream().map(ArtifactEntry::uri).toList();
    }
}
