using System.CommandLine;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;

namespace AfterSales.Tests.LoadTests.Peak;

public sealed class PeakOptionsTests
{
    [Theory]
    [InlineData("--rate 0", "--rate must be 0.01 to 100000 cases per second, not '0'.")]
    [InlineData("--rate many", "--rate must be 0.01 to 100000 cases per second, not 'many'.")]
    [InlineData("--rate NaN", "--rate must be 0.01 to 100000 cases per second, not 'NaN'.")]
    [InlineData("--seconds 4", "--seconds must be 5 to 86400 seconds, not '4'.")]
    [InlineData("--peak 0.5", "--peak must be 1 to 1000 times --rate, not '0.5'.")]
    [InlineData("--agents 1.5", "--agents must be 0 to 10000, not '1.5'.")]
    [InlineData("--drivers -1", "--drivers must be 0 to 64, not '-1'.")]
    [InlineData("--seed x", "--seed must be 0 to 2147483647, not 'x'.")]
    [InlineData("--profile noon", "--profile must be steady, midnight, lunch, jd618 or replay, not 'noon'.")]
    [InlineData("--url here", "--url must be an http address, not 'here'.")]
    [InlineData("--listen ftp://here", "--listen must be an http address, not 'ftp://here'.")]
    [InlineData("--bogus", "there is no '--bogus'.")]
    public void A_refusal_is_one_line_that_names_the_option_and_what_it_may_be(string arguments, string line)
    {
        using var errors = new StringWriter();

        Assert.Equal(2, BenchProgram.Refuse(Parse(arguments), errors));
        Assert.Equal($"bench: {line} (./bench surge --help){Environment.NewLine}", errors.ToString());
    }

    [Theory]
    [InlineData("--profile replay", "--profile replay needs --file CSV.")]
    [InlineData("--file some.csv", "--file belongs to --profile replay, not to midnight.")]
    [InlineData("--profile replay --file missing.csv", "--file must be a CSV that exists, not '")]
    public void A_profile_and_its_file_belong_together(string arguments, string line) =>
        Assert.StartsWith(line, Assert.Throws<BenchRefusedException>(() => PeakPlans.Surge(Parse(arguments))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--drivers 0", "--drivers 0 needs --remote 1 or more: somebody has to drive.")]
    [InlineData("--listen http://10.0.0.5:9400", "--listen belongs to --remote 1 or more.")]
    public void Somebody_drives_and_an_address_is_for_those_who_join(string arguments, string line) =>
        Assert.Equal(line, Assert.Throws<BenchRefusedException>(() => PeakPlans.Fleet(Parse(arguments), "")).Message);

    [Fact]
    public void What_was_typed_is_in_the_plan()
    {
        var plan = PeakPlans.Surge(Parse("--profile lunch --rate 3.5 --peak 4 --seconds 90 --agents 7 --compression 100 --think 20 --seed 5 --drain 2 --patience 9 --streams 0.5"));

        Assert.Equal(("lunch", 3.5, 4.0, 90.0), (plan.Arrivals.Profile, plan.Arrivals.Rate, plan.Arrivals.Peak, plan.Arrivals.Seconds));
        Assert.Equal((7, 100.0, 20.0, 5, 2.0, 9.0, 0.5), (plan.Agents, plan.Compression, plan.ThinkMilliseconds, plan.Seed, plan.DrainSeconds, plan.PatienceSeconds, plan.StreamShare));
        Assert.Matches("^[a-z0-9]{1,20}$", plan.Run);
    }

    [Fact]
    public void The_defaults_are_a_plan() => Assert.Equal("midnight", PeakPlans.Surge(Parse("")).Arrivals.Profile);

    [Fact]
    public void A_soak_is_steady_for_minutes_and_its_slices_grow_with_its_length()
    {
        var plan = PeakPlans.Soak(new RootCommand { SoakCommand.Create() }.Parse("soak --minutes 600 --rate 4"));

        Assert.Equal(("steady", 4.0, 36_000.0), (plan.Arrivals.Profile, plan.Arrivals.Rate, plan.Arrivals.Seconds));
        Assert.Equal(5_000, plan.SliceMilliseconds);
    }

    [Fact]
    public void A_folder_with_something_in_it_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("aftersales-peak-");
        File.WriteAllText(Path.Combine(folder.FullName, "old.json"), "{}");

        Assert.StartsWith("--out must be a new or an empty folder", Assert.Throws<BenchRefusedException>(() => PeakFiles.Folder("surge", folder)).Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static ParseResult Parse(string arguments) => new RootCommand { SurgeCommand.Create() }.Parse($"surge {arguments}");
}
