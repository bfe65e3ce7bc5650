package io.ultimatemcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://127.0.0.1:5432/u, jdbc:postgresql://127.0.0.1:5432/u",
        "postgres://localhost/u, jdbc:postgresql://localhost/u",
        "jdbc:postgresql://[::1]:5/u?currentSchema=s, jdbc:postgresql://[::1]:5/u?currentSchema=s",
        "postgresql://db.example/u, jdbc:postgresql://db.example/u?sslmode=require",
        "postgresql://db.example/u?sslmode=disable, jdbc:postgresql://db.example/u?sslmode=disable",
        "'postgresql://a:1,b:2/u?targetServerType=primary', 'jdbc:postgresql://a:1,b:2/u?targetServerType=primary&sslmode=require'"
    })
    void anAddressIsTakenWithTlsUnlessTheHostIsLoopback(String text, String url) {
        assertThat(LedgerAddress.parse(text).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "mysql://h/u",
                "postgresql://h",
                "postgresql:///u",
                "postgresql://h/u/v",
                "postgresql://a:b@h/u",
                "postgresql://h/u?user=a",
                "postgresql://h/u?password=x",
                "postgresql://h/u?sslmode=off",
                "postgresql://h/u?sslmode",
                "postgresql://h/u?sslfactory=x",
                "postgresql://h/u?sslpasswordcallback=x"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> LedgerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
