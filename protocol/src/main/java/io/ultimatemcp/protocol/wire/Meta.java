package io.ultimatemcp.protocol.wire;

/** The reserved keys of {@code _meta}. */
public final class Meta {
    private static final String PREFIX = "io.modelcontextprotocol/";

    public static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";
    public static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
    public static final String CLIENT_INFO = PREFIX + "clientInfo";
    public static final String LOG_LEVEL = PREFIX + "logLevel";
    public static final String SERVER_INFO = PREFIX + "serverInfo";
    public static final String SUBSCRIPTION_ID = PREFIX + "subscriptionId";
    public static final String PROGRESS_TOKEN = "progressToken";

    /** The identifier of the tasks extension, a key of {@code capabilities.extensions}. */
    public static final String TASKS = PREFIX + "tasks";

    private Meta() {}
}
