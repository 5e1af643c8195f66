using System.CommandLine;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Running.Help;

namespace AfterSales.Tests.LoadTests.Peak;

public sealed class HelpTests
{
    [Fact]
    public void Every_option_of_a_surge_is_explained()
    {
        var command = SurgeCommand.Create();
        var help = Help(command);

        Assert.All(command.Options.Where(option => option.Name.StartsWith("--", StringComparison.Ordinal)), option =>
        {
            Assert.Contains($"  {option.Name}", help, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(option.Description));
        });
        Assert.All(["What it does:", "How long:", "Results:", "How to read them:", "Examples:", "Options (load):"], section => Assert.Contains(section, help, StringComparison.Ordinal));
    }

    [Fact]
    public void The_program_lists_its_commands_by_what_one_wants_of_them()
    {
        var root = new RootCommand("About.") { new Command("log", "A bench."), SoakCommand.Create(), SurgeCommand.Create(), new Command("worker") { Hidden = true } };
        HelpPages.Describe(root, RootHelp.Page);

        var help = Help(root);

        string[] inOrder = ["Promotion day (", "  surge", "  soak", "Benches (", "  log", "Examples:"];
        Assert.Equal(inOrder.Order(Comparer<string>.Create((one, other) => Place(one).CompareTo(Place(other)))), inOrder);
        Assert.All(inOrder, text => Assert.True(Place(text) > 0, text));
        Assert.DoesNotContain("worker", help, StringComparison.Ordinal);

        int Place(string text) => help.IndexOf(Environment.NewLine + text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_wider_than_the_window() => Assert.All(Help(SurgeCommand.Create()).Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, 100));

    private static string Help(Command command)
    {
        using var output = new StringWriter();
        new HelpWriter(output, 100).Write(command);
        return output.ToString();
    }
}
