using Xunit;

namespace AfterSales.Tests.Domain.Common;

public sealed class CommandIdTests
{
    /// <summary>
    /// Symptom: now and then a second command of the same millisecond was answered as a retry of the first. Cause: time-ordered ids, whose first
    /// half, the key, has 12 random bits.
    /// </summary>
    [Fact]
    public void Ids_of_one_instant_have_keys_of_their_own() =>
        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Select(_ => CommandId.New().Key).Distinct().Count());

    [Fact]
    public void A_retry_has_the_same_key_and_another_body_another_id()
    {
        var first = CommandId.Of("iss", "sub", "key", "a"u8);
        var other = CommandId.Of("iss", "sub", "key", "b"u8);
        Assert.Equal(first, CommandId.Of("iss", "sub", "key", "a"u8));
        Assert.Equal(first.Key, other.Key);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first.Key, CommandId.Of("iss", "sub2", "key", "a"u8).Key);
    }
}
