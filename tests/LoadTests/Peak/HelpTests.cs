using System.CommandLine;
using AfterSales.LoadTests.Chaos;
using AfterSales.LoadTests.Chaos.Restart;
using AfterSales.LoadTests.Compare;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Peak.Showing;
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
    public void What_takes_long_says_how_long_what_it_starts_and_how_to_repeat_it() => Assert.All([ChaosCommand.Create(), RestartCommand.Create(), CompareCommand.Create()], command =>
    {
        var help = Help(command);

        Assert.All(["What it does:", "How long:", "Results:", "How to read them:", "To repeat", "Examples:", "artifacts/bench/"], part => Assert.Contains(part, help, StringComparison.Ordinal));
        Assert.All(command.Options.Where(option => option.Name.StartsWith("--", StringComparison.Ordinal)), option => Assert.Contains($"  {option.Name}", help, StringComparison.Ordinal));
    });

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
    public void Reads_are_not_called_commands()
    {
        var text = PeakProgress.Text(new FleetProgress("driving", 0.5) { Cases = 3, Operations = 40 });

        Assert.Contains("40 operations", text, StringComparison.Ordinal);
        Assert.DoesNotContain("commands", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_says_what_held_means_and_that_each_process_has_an_address_of_its_own()
    {
        var help = string.Join(' ', Help(SurgeCommand.Create()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains($"Exit code: 0 held ({PeakVerdict.Rule}), 1 not held", help, StringComparison.Ordinal);
        Assert.Contains("once for every process that serves the API", help, StringComparison.Ordinal);
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
