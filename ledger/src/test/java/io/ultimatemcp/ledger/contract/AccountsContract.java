package io.ultimatemcp.ledger.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.account.ApiKey;
import io.ultimatemcp.ledger.account.Redemption;
import io.ultimatemcp.ledger.account.RefreshToken;
import io.ultimatemcp.ledger.account.Revocation;
import io.ultimatemcp.ledger.account.User;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.fault.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, keys, refresh tokens, revocations. */
public abstract class AccountsContract extends OpenLedger {
    private static final Instant LATER = START.plus(Duration.ofDays(1));

    @Test
    void aUserHasTheRolesThatWereGranted() {
        ledger.users().create("ada", START);
        assertThat(ledger.users().grant("ada", "viewer", "root", START)).isTrue();
        assertThat(ledger.users().grant("ada", "admin", "root", START)).isTrue();
        assertThat(ledger.users().grant("ada", "admin", "root", START)).isFalse();
        assertThat(ledger.users().find("ada"))
                .contains(new User("ada", START, null, Set.of("viewer", "admin")));
        assertThat(ledger.users().withdraw("ada", "admin")).isTrue();
        assertThat(ledger.users().withdraw("ada", "admin")).isFalse();
        assertThat(ledger.users().find("ada").orElseThrow().roles()).containsExactly("viewer");
    }

    @Test
    void aUserIsMadeOnce() {
        ledger.users().create("ada", START);
        assertThatThrownBy(() -> ledger.users().create("ada", START)).isInstanceOf(Conflict.class);
        ledger.users().createIfAbsent("ada", LATER);
        assertThat(ledger.users().find("ada").orElseThrow().createdAt()).isEqualTo(START);
    }

    @Test
    void nobodyGetsARoleWithoutBeingAUser() {
        assertThatThrownBy(() -> ledger.users().grant("nobody", "admin", "root", START))
                .isInstanceOf(Conflict.class);
        assertThat(ledger.users().find("nobody")).isEmpty();
    }

    @Test
    void usersAreListedByNameAndCanBeDisabledAndRemoved() {
        for (String name : new String[] {"carol", "ada", "bob"}) {
            ledger.users().create(name, START);
        }
        assertThat(ledger.users().list("", 2)).extracting(User::name).containsExactly("ada", "bob");
        assertThat(ledger.users().list("bob", 2)).extracting(User::name).containsExactly("carol");
        assertThat(ledger.users().disable("ada", Optional.of(LATER))).isTrue();
        assertThat(ledger.users().find("ada").orElseThrow().disabledAt()).isEqualTo(LATER);
        assertThat(ledger.users().disable("ada", Optional.empty())).isTrue();
        assertThat(ledger.users().find("ada").orElseThrow().disabledAt()).isNull();
        assertThat(ledger.users().delete("ada")).isTrue();
        assertThat(ledger.users().delete("ada")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "naïve", "new\nline", "tab\t"})
    void aNameThatCannotBeStoredIsRefused(String name) {
        assertThatThrownBy(() -> ledger.users().create(name, START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user");
    }

    @Test
    void aKeyIsFoundByItsSecretUntilItIsGone() {
        ledger.users().create("ada", START);
        var key =
                new ApiKey(
                        "k1", "ada", "ci", "developer", Set.of("b:x", "a:x"), START, LATER, null);
        ledger.apiKeys().create(key, digest("secret"));
        assertThat(ledger.apiKeys().findBySecret(digest("secret"))).contains(key);
        assertThat(ledger.apiKeys().findBySecret(digest("other"))).isEmpty();
        assertThat(key.isValid(START)).isTrue();
        assertThat(key.isValid(LATER)).isFalse();
        assertThat(ledger.apiKeys().revoke("k1", START)).isTrue();
        assertThat(ledger.apiKeys().revoke("k1", START)).isFalse();
        ApiKey revoked = ledger.apiKeys().findBySecret(digest("secret")).orElseThrow();
        assertThat(revoked.isValid(START)).isFalse();
        assertThat(ledger.apiKeys().list("", 10)).containsExactly(revoked);
        ledger.users().delete("ada");
        assertThat(ledger.apiKeys().findBySecret(digest("secret"))).isEmpty();
    }

    @Test
    void aKeyNeedsAUserAndASecretOfItsOwn() {
        ledger.users().create("ada", START);
        ApiKey first = key("k1", "ada");
        ledger.apiKeys().create(first, digest("secret"));
        assertThatThrownBy(() -> ledger.apiKeys().create(key("k2", "ada"), digest("secret")))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> ledger.apiKeys().create(key("k3", "bob"), digest("third")))
                .isInstanceOf(Conflict.class);
        ledger.apiKeys().create(key("k4", "ada"), digest("fourth"));
        assertThat(ledger.apiKeys().revokeAll("ada", START)).isEqualTo(2);
    }

    @Test
    void aRefreshTokenIsAcceptedOnceAndReuseEndsItsFamily() {
        RefreshToken first = token("first", "family");
        RefreshToken second = token("second", "family");
        ledger.refreshTokens().issue(first);
        ledger.refreshTokens().issue(token("elsewhere", "other"));
        assertThat(redeem("first", START)).isEqualTo(new Redemption.Accepted(first));
        ledger.refreshTokens().issue(second);
        assertThat(redeem("first", START)).isEqualTo(new Redemption.Reused(first));
        assertThat(redeem("second", START)).isEqualTo(new Redemption.Unknown());
        assertThat(redeem("elsewhere", START)).isInstanceOf(Redemption.Accepted.class);
    }

    @Test
    void refreshTokensEndWithTheirTimeOrTheirUser() {
        ledger.refreshTokens().issue(token("old", "f1"));
        assertThat(redeem("old", LATER)).isEqualTo(new Redemption.Expired());
        assertThat(ledger.refreshTokens().purge(LATER)).isEqualTo(1);
        ledger.refreshTokens().issue(token("a", "f2"));
        ledger.refreshTokens().issue(token("b", "f3"));
        assertThat(ledger.refreshTokens().revokeFamily("f2")).isEqualTo(1);
        assertThat(ledger.refreshTokens().revokeAll("ada")).isEqualTo(1);
        assertThat(redeem("b", START)).isEqualTo(new Redemption.Unknown());
    }

    @Test
    void revocationsHoldForTokensAndForWhatAUserGotBefore() {
        Instant noon = START.plusSeconds(100);
        ledger.revocations().add(Revocation.Kind.TOKEN, "jti-1", noon, LATER);
        ledger.revocations().add(Revocation.Kind.USER, "ada", noon, LATER.plusSeconds(1));
        assertThat(ledger.revocations().isRevoked("jti-1", "bob", noon.plusSeconds(5))).isTrue();
        assertThat(ledger.revocations().isRevoked("jti-2", "bob", START)).isFalse();
        assertThat(ledger.revocations().isRevoked("jti-2", "ada", START)).isTrue();
        assertThat(ledger.revocations().isRevoked("jti-2", "ada", noon)).isFalse();
        var all = ledger.revocations().after(0, 10);
        assertThat(all).extracting(Revocation::subject).containsExactly("jti-1", "ada");
        assertThat(ledger.revocations().after(all.getFirst().seq(), 10))
                .containsExactly(all.getLast());
        assertThat(ledger.revocations().purge(LATER.plusMillis(1))).isEqualTo(1);
        assertThat(ledger.revocations().isRevoked("jti-1", "bob", START)).isFalse();
    }

    private Redemption redeem(String secret, Instant now) {
        return ledger.refreshTokens().redeem(digest(secret), now);
    }

    private static RefreshToken token(String secret, String family) {
        return new RefreshToken(digest(secret), family, "ada", "{}", START, LATER);
    }

    private static ApiKey key(String id, String user) {
        return new ApiKey(id, user, "", null, Set.of(), START, null, null);
    }

    private static String digest(String secret) {
        return Sha256.of(secret.getBytes(UTF_8)).hex();
    }
}
