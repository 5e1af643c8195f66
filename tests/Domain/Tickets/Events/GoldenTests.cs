using System.Text;
using AfterSales.Streams;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>
/// What was written once must be read for ever. A golden file is never edited: a change of an event is a new version with a file of its own,
/// and the old type learns to upcast.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Tickets", "Golden");

    private static readonly EventCodec<TicketEvent> Codec = new(TicketJson.Default.TicketEventArray);

    public static TheoryData<string> Names => [.. TicketEventNames.All.Values.Order()];

    [Fact]
    public void Every_event_type_has_a_name_of_its_own_and_a_sample()
    {
        var types = typeof(TicketEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TicketEvent)));
        Assert.Equal(types.OrderBy(type => type.Name), TicketEventNames.All.Keys.OrderBy(type => type.Name));
        Assert.Equal(types.OrderBy(type => type.Name), EventSamples.All.Select(sample => sample.GetType()).OrderBy(type => type.Name));
        Assert.All(TicketEventNames.All.Values, name => Assert.Matches("^[a-z]+(-[a-z]+)*\\.v[0-9]+$", name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_is_written_as_its_golden_file_says(string name) => Assert.Equal(Golden(name), Written(Sample(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_is_read_as_the_event_it_was(string name)
    {
        var decoded = Assert.Single(Codec.Decode(Encoding.UTF8.GetBytes(Golden(name)), null));
        Assert.IsType(Sample(name).GetType(), decoded);
        Assert.Equal(Golden(name), Written(decoded));
    }

    [Fact]
    public void No_golden_file_is_of_a_forgotten_event() =>
        Assert.Equal(TicketEventNames.All.Values.Order(), Directory.GetFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Personal_text_is_in_a_column_of_its_own(string name)
    {
        var (data, personal) = Codec.Encode([Sample(name)]);
        Assert.Equal(Sample(name).Personal is null, personal is null);
        Assert.DoesNotContain("in words", Encoding.UTF8.GetString(data), StringComparison.Ordinal);
        Assert.Equal(Sample(name).Personal, Codec.Decode(data, personal)[0].Personal);
    }

    [Fact]
    public void Chinese_is_stored_as_it_is_and_older_escapes_read_the_same()
    {
        var (data, personal) = Codec.Encode([new TagAdded("漏水") { Personal = new PersonalText { Text = "壶漏水了" } }]);
        Assert.Contains("漏水", Encoding.UTF8.GetString(data), StringComparison.Ordinal);
        Assert.Contains("壶漏水了", Encoding.UTF8.GetString(personal!.Value.Span), StringComparison.Ordinal);
        var escaped = Encoding.UTF8.GetBytes("""[{"text":"\u58F6\u6F0F\u6C34\u4E86"}]""");
        Assert.Equal("壶漏水了", Codec.Decode(data, escaped)[0].Personal!.Text);
    }

    private static TicketEvent Sample(string name) => EventSamples.All.Single(sample => TicketEventNames.All[sample.GetType()] == name);

    private static string Golden(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.json")).TrimEnd('\n');

    private static string Written(TicketEvent stored) => Encoding.UTF8.GetString(Codec.Encode([stored]).Data);
}
