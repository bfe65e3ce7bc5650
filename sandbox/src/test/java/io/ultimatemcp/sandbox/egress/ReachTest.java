package io.ultimatemcp.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReachTest {
    @ParameterizedTest
    @CsvSource({
        "1.1.1.1, PUBLIC",
        "9.255.255.255, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.1, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.1, PUBLIC",
        "223.255.255.255, PUBLIC",
        "2606:4700::1, PUBLIC",
        "10.1.2.3, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "198.19.0.1, PRIVATE",
        "192.0.2.7, PRIVATE",
        "fd12::1, PRIVATE",
        "fec0::1, PRIVATE",
        "2001:db8::1, PRIVATE",
        "127.0.0.1, NEAR",
        "127.8.9.10, NEAR",
        "169.254.169.254, NEAR",
        "100.100.100.200, NEAR",
        "168.63.129.16, NEAR",
        "192.0.0.192, NEAR",
        "::1, NEAR",
        "fe80::1, NEAR",
        "fd00:ec2::254, NEAR",
        "::ffff:127.0.0.1, NEAR",
        "::ffff:10.0.0.1, PRIVATE",
        "64:ff9b::7f00:1, NEAR",
        "64:ff9b::a00:1, PRIVATE",
        "64:ff9b::101:101, PUBLIC",
        "2002:7f00:1::1, NEAR",
        "2002:c0a8:101::1, PRIVATE",
        "0.0.0.0, NOWHERE",
        "0.1.2.3, NOWHERE",
        "224.0.0.1, NOWHERE",
        "240.0.0.1, NOWHERE",
        "255.255.255.255, NOWHERE",
        "::, NOWHERE",
        "::7f00:1, NOWHERE",
        "ff02::1, NOWHERE",
        "2001:0:1::1, NOWHERE",
        "64:ff9b:1::1, NOWHERE",
        "100::1, NOWHERE"
    })
    void anAddressIsAsNearAsItsRegistrySays(String address, Reach reach) {
        assertThat(Reach.byNumber(InetAddress.ofLiteral(address))).isEqualTo(reach);
    }

    @Test
    void everyAddressOfThisMachineIsNear() throws SocketException {
        assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
                .isNotEmpty()
                .allMatch(address -> Reach.of(address) == Reach.NEAR);
    }
}
