using System.Net;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Domain.Webhooks;

public sealed class AddressTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.1.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2400:3200::1")]
    [InlineData("::ffff:8.8.8.8")]
    public void A_public_address_may_be_called(string address) => Assert.True(AddressRules.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.255.255")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Any_other_may_not(string address) => Assert.False(AddressRules.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.com/hooks?a=1")]
    [InlineData("https://example.com:8443/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700:4700::1111]/x")]
    [InlineData("https://xn--fiq228c.example.cn/")]
    public void A_good_address_has_no_fault(string url) => Assert.Empty(UrlRules.Check(url, allowInsecure: false, allowPrivate: false));

    [Theory]
    [InlineData("", "absolute")]
    [InlineData("/hooks", "absolute")]
    [InlineData("example.com", "absolute")]
    [InlineData("https://", "absolute")]
    [InlineData("https://exa mple.com", "absolute")]
    [InlineData("https:\\\\example.com", "absolute")]
    [InlineData("file:///etc/passwd", "absolute")]
    [InlineData("ftp://example.com/", "https://")]
    [InlineData("http://example.com/", "https://")]
    [InlineData("https://user@example.com/", "user name")]
    [InlineData("https://user:secret@example.com/", "user name")]
    [InlineData("https://@example.com/", "user name")]
    [InlineData("https://example.com/#top", "fragment")]
    [InlineData("https://localhost/", "private")]
    [InlineData("https://printer/", "private")]
    [InlineData("https://shop.localhost/", "private")]
    [InlineData("https://metadata.google.internal/", "private")]
    [InlineData("https://metadata.google.internal./", "private")]
    [InlineData("https://127.0.0.1/", "private")]
    [InlineData("https://127.1/", "private")]
    [InlineData("https://2130706433/", "private")]
    [InlineData("https://0x7f000001/", "private")]
    [InlineData("https://0177.0.0.1/", "private")]
    [InlineData("https://0.0.0.0/", "private")]
    [InlineData("https://169.254.169.254/latest/meta-data", "private")]
    [InlineData("https://[::1]/", "private")]
    [InlineData("https://[::]/", "private")]
    [InlineData("https://[::ffff:127.0.0.1]/", "private")]
    [InlineData("https://[fe80::1]/", "private")]
    public void A_bad_address_is_refused_for_what_is_wrong_with_it(string url, string word) =>
        Assert.Contains(UrlRules.Check(url, allowInsecure: false, allowPrivate: false), error => error.Contains(word, StringComparison.Ordinal));

    [Fact]
    public void All_faults_of_an_address_are_told_at_once() =>
        Assert.Equal(4, UrlRules.Check("http://user@127.0.0.1/#x", allowInsecure: false, allowPrivate: false).Count());

    [Fact]
    public void Development_may_allow_http_and_its_own_network() =>
        Assert.Empty(UrlRules.Check("http://localhost:5000/hooks", allowInsecure: true, allowPrivate: true));
}
