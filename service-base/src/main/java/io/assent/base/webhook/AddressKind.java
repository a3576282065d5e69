package io.assent.base.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where an address lies, by the registries of IANA for addresses of special purpose. */
public enum AddressKind {
    /** Reachable from everywhere, and nobody's inside. */
    PUBLIC,
    /** This machine, or a network that belongs to somebody. */
    PRIVATE,
    /** What no webhook is ever sent to: metadata of clouds, link-local, multicast, documentation, translations, reserved. */
    FORBIDDEN;

    private static final List<Block> PRIVATE_BLOCKS = blocks(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10", // shared by carriers' customers
            "::1/128",
            "fc00::/7");

    private static final List<Block> FORBIDDEN_BLOCKS = blocks(
            "0.0.0.0/8",
            "169.254.0.0/16", // link-local, and the metadata of most clouds
            "100.100.100.200/32", // metadata of Alibaba Cloud
            "168.63.129.16/32", // the host of Azure's machines, though the address looks public
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "fd00:ec2::254/128", // metadata of AWS
            "2001::/23", // Teredo and others: an IPv4 address may hide in it
            "2001:db8::/32",
            "2002::/16", // 6to4: an IPv4 address hides in it
            "3fff::/20");

    /** All that is assigned to hosts of the internet; of IPv6 nothing else is public. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    /** An IPv4 address as hosts without IPv4 see it, made by the name server of their network. */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    public static AddressKind of(InetAddress address) {
        return of(address.getAddress());
    }

    private static AddressKind of(byte[] address) {
        if (NAT64.contains(address)) {
            return of(Arrays.copyOfRange(address, 12, 16));
        }
        if (FORBIDDEN_BLOCKS.stream().anyMatch(block -> block.contains(address))) {
            return FORBIDDEN;
        }
        if (PRIVATE_BLOCKS.stream().anyMatch(block -> block.contains(address))) {
            return PRIVATE;
        }
        return address.length == 4 || GLOBAL_UNICAST.contains(address) ? PUBLIC : FORBIDDEN;
    }

    private static List<Block> blocks(String... cidrs) {
        return Stream.of(cidrs).map(Block::of).toList();
    }

    /** A network and all its addresses, such as 10.0.0.0/8. */
    private record Block(int bytes, int bits, BigInteger prefix) {
        static Block of(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] network = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
            int bits = Integer.parseInt(cidr.substring(slash + 1));
            return new Block(network.length, bits, prefix(network, bits));
        }

        boolean contains(byte[] address) {
            return address.length == bytes && prefix(address, bits).equals(prefix);
        }

        private static BigInteger prefix(byte[] address, int bits) {
            return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
        }
    }
}
