using System.CommandLine;
using AfterSales.LoadTests.Overload;
using AfterSales.LoadTests.Overload.Pinned;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;
using AfterSales.LoadTests.Scale;

namespace AfterSales.Tests.LoadTests.Overload;

public sealed class CoreListTests
{
    [Theory]
    [InlineData("0", new[] { 0 })]
    [InlineData("2-4", new[] { 2, 3, 4 })]
    [InlineData("0,6-7", new[] { 0, 6, 7 })]
    public void A_list_names_processors_as_taskset_does(string text, int[] cores) => Assert.Equal(cores, CoreList.Parse(text)!);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("-1")]
    [InlineData("1,")]
    public void What_is_no_list_is_refused(string text) => Assert.Null(CoreList.Parse(text));

    [Theory]
    [InlineData("0", "0-1", "share a processor")]
    [InlineData("0", "2", "does not have")]
    public void Driver_and_system_need_processors_that_exist_and_differ(string drivers, string system, string refusal) =>
        Assert.Contains(refusal, Assert.Throws<BenchRefusedException>(() => CoreList.Check(drivers, system, cores: 2)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--seconds 5", "--seconds must be 6 to 3600 seconds, not '5'.")]
    [InlineData("--bound 0", "--bound must be 1 to 60000 milliseconds, not '0'.")]
    [InlineData("--driver-cores x", "--driver-cores must be a list of processors such as 0 or 2-3, not 'x'.")]
    public void A_refusal_is_one_line_that_names_the_option(string arguments, string line)
    {
        using var errors = new StringWriter();
        var root = new RootCommand { OverloadCommand.Create() };

        Assert.Equal(2, BenchProgram.Refuse(root.Parse($"overload {arguments}"), errors));
        Assert.Equal($"bench: {line} (./bench overload --help){Environment.NewLine}", errors.ToString());
    }

    [Fact]
    public void Every_option_of_both_commands_is_explained() => Assert.All([OverloadCommand.Create(), ScaleCommand.Create()], command =>
    {
        using var output = new StringWriter();
        new HelpWriter(output, 100).Write(command);
        var help = output.ToString();

        Assert.All(command.Options, option =>
        {
            Assert.Contains($"  {option.Name}", help, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(option.Description));
        });
        Assert.DoesNotContain("Options (other)", help, StringComparison.Ordinal);
        Assert.All(help.Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, 100));
    });
}
