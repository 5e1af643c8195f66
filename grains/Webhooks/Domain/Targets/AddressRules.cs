using System.Net;
using System.Net.Sockets;

namespace AfterSales.Webhooks;

/// <summary>
/// Which addresses of the internet an endpoint may have: public unicast ones. Everything that leads back into the own network, to a cloud's metadata service or
/// to nobody is refused (RFC 6890 and its registries).
/// </summary>
internal static class AddressRules
{
    private static readonly IPNetwork[] Refused4 =
    [
        Parse("0.0.0.0/8"), Parse("10.0.0.0/8"), Parse("100.64.0.0/10"), Parse("127.0.0.0/8"), Parse("169.254.0.0/16"), Parse("172.16.0.0/12"),
        Parse("192.0.0.0/24"), Parse("192.0.2.0/24"), Parse("192.88.99.0/24"), Parse("192.168.0.0/16"), Parse("198.18.0.0/15"), Parse("198.51.100.0/24"),
        Parse("203.0.113.0/24"), Parse("224.0.0.0/4"), Parse("240.0.0.0/4"),
        // Metadata and platform services that clouds keep at public addresses.
        Parse("168.63.129.16/32"), Parse("100.100.100.200/32"),
    ];

    /// <summary>The only space that is handed out as global unicast; loopback, link-local, unique local, NAT64 and multicast lie outside of it.</summary>
    private static readonly IPNetwork Global6 = Parse("2000::/3");

    // Special purposes, documentation, and 6to4, which wraps any IPv4 address.
    private static readonly IPNetwork[] Refused6 = [Parse("2001::/23"), Parse("2001:db8::/32"), Parse("2002::/16"), Parse("3fff::/20")];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(Refused4, network => network.Contains(plain)),
            AddressFamily.InterNetworkV6 => Global6.Contains(plain) && !Array.Exists(Refused6, network => network.Contains(plain)),
            _ => false,
        };
    }

    private static IPNetwork Parse(string network) => IPNetwork.Parse(network);
}
