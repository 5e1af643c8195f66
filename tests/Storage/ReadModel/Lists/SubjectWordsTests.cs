using AfterSales.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Lists;

public sealed class SubjectWordsTests
{
    [Theory]
    [InlineData("Broken lamp", "broken", "lamp")]
    [InlineData("ÉTÉ-2025", "été", "2025")]
    [InlineData("退货", "退", "货", "退货")]
    [InlineData("要退货iPhone15了", "要", "退", "货", "要退", "退货", "iphone15", "了")]
    [InlineData("退 货", "退", "货")]
    [InlineData("𠮷野家", "𠮷", "野", "家", "𠮷野", "野家")]
    [InlineData("", new string[0])]
    [InlineData(null, new string[0])]
    public void A_subject_is_found_by_its_words_and_by_single_and_paired_characters(string? subject, params string[] words) =>
        Assert.True(SubjectWords.ToIndex(subject).SetEquals(words), string.Join(" ", SubjectWords.ToIndex(subject)));

    [Theory]
    [InlineData("退", "退")]
    [InlineData("退货了", "退货", "货了")]
    [InlineData("Lamp 退", "lamp", "退")]
    public void A_search_asks_for_pairs_where_there_are_any(string typed, params string[] words) =>
        Assert.True(SubjectWords.ToFind(typed).SetEquals(words));

    [Theory]
    [InlineData("a lone \ud800 surrogate")]
    public void A_broken_text_is_split_all_the_same(string subject) => Assert.Contains("lone", SubjectWords.ToIndex(subject));

    [Fact]
    public void The_hash_is_SipHash_2_4()
    {
        // Test vectors of the reference implementation: key 00..0f, input 00..n-1.
        var bytes = Enumerable.Range(0, 16).Select(n => (byte)n).ToArray();
        var hash = new SipHash(bytes);
        Assert.Equal(0x726fdb47dd0e0e31UL, hash.Of([]));
        Assert.Equal(0x93f5f5799a932462UL, hash.Of(bytes.AsSpan(0, 8)));
        Assert.Equal(0xa129ca6149be45e5UL, hash.Of(bytes.AsSpan(0, 15)));
    }

    [Fact]
    public void Another_key_gives_other_hashes()
    {
        var one = SubjectTokens.Of("lamp", new SipHash(new byte[16]));
        var other = SubjectTokens.Of("lamp", new SipHash([.. Enumerable.Repeat((byte)1, 16)]));
        Assert.NotEqual(one, other);
    }
}
