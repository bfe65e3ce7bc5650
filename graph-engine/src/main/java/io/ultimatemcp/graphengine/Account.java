package io.ultimatemcp.graphengine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.internal.kernel.api.connectioninfo.ClientConnectionInfo;
import org.neo4j.internal.kernel.api.security.AuthenticationResult;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;
import org.neo4j.kernel.api.security.AuthManager;
import org.neo4j.kernel.api.security.AuthToken;
import org.neo4j.kernel.api.security.exception.InvalidAuthTokenException;
import org.neo4j.kernel.impl.security.User;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.server.security.SecureHasher;
import org.neo4j.server.security.SystemGraphCredential;
import org.neo4j.server.security.auth.CommunitySecurityModule;
import org.neo4j.server.security.auth.UserSerialization;

/** The one account of the engine, {@code neo4j}, and its password. */
final class Account {
    private static final String NAME = AuthManager.INITIAL_USER_NAME;

    private final String password;

    private Account(String password) {
        this.password = password;
    }

    static Account read(Path passwordFile) throws IOException {
        String password = Files.readString(passwordFile).lines().findFirst().orElse("").strip();
        if (password.length() < 16) {
            throw new IOException(
                    "The first line of " + passwordFile + " must hold at least 16 characters");
        }
        return new Account(password);
    }

    /**
     * Leaves the password where a store that does not exist yet takes its first one from. Without
     * it the port would answer to the well-known initial password until {@link #enforce} has run.
     */
    void prepareFirstStart(Path home) throws IOException {
        Config config = Config.newBuilder().set(GraphDatabaseSettings.neo4j_home, home).build();
        Path file = CommunitySecurityModule.getInitialUserRepositoryFile(config);
        Files.createDirectories(file.getParent());
        var credential =
                SystemGraphCredential.createCredentialForPassword(
                        password.getBytes(StandardCharsets.UTF_8), new SecureHasher());
        try (var files = new DefaultFileSystemAbstraction()) {
            new UserSerialization()
                    .saveRecordsToFile(
                            files, file, List.of(new User(NAME, null, credential, false, false)));
        }
    }

    /** Makes the password the one of the file, whatever an existing store remembers. */
    void enforce(DatabaseManagementService service) {
        var system =
                (GraphDatabaseAPI) service.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME);
        // ALTER USER refuses a password that is already there, so ask first.
        if (!opens(system.getDependencyResolver().resolveDependency(AuthManager.class))) {
            system.executeTransactionally(
                    "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
                    Map.of("password", password));
        }
    }

    private boolean opens(AuthManager door) {
        try {
            return door.login(
                                    AuthToken.newBasicAuthToken(NAME, password),
                                    ClientConnectionInfo.EMBEDDED_CONNECTION)
                            .subject()
                            .getAuthenticationResult()
                    == AuthenticationResult.SUCCESS;
        } catch (InvalidAuthTokenException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
