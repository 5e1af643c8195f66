using System.CommandLine;
using System.Runtime.CompilerServices;

namespace AfterSales.LoadTests.Running.Help;

/// <summary>What the help of a command says beside its description.</summary>
internal sealed record HelpPage
{
    /// <summary>Options by theme; those of no group come last.</summary>
    public ImmutableArray<HelpGroup> Groups { get; init; } = [];

    public ImmutableArray<HelpText> Texts { get; init; } = [];

    public ImmutableArray<(string Command, string What)> Examples { get; init; } = [];
}

internal sealed record HelpGroup(string Title, ImmutableArray<Option> Options);

internal sealed record HelpText(string Title, string Text);

/// <summary>Pages of the commands that have one.</summary>
internal static class HelpPages
{
    private static readonly ConditionalWeakTable<Command, HelpPage> Pages = [];

    /// <summary>Gives a command its page, and its grouped options.</summary>
    public static void Describe(Command command, HelpPage page)
    {
        Pages.AddOrUpdate(command, page);
        foreach (var option in page.Groups.SelectMany(group => group.Options).Where(option => !command.Options.Contains(option)))
        {
            command.Options.Add(option);
        }
    }

    public static HelpPage Of(Command command) => Pages.TryGetValue(command, out var page) ? page : new HelpPage();
}
