using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;

namespace AfterSales.LoadTests.Running.Help;

/// <summary>How the program is spoken to: help in our words, refusals in one line with exit code 2, Ctrl-C that lets a run end well.</summary>
internal static class BenchProgram
{
    private const int Refused = 2;
    private const int DefaultWidth = 120;

    /// <summary>A run that is stopped still audits, writes its report and takes its system down.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(10);

    public static async Task<int> Run(RootCommand root, string[] args)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new WriteHelp();
        }

        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Action is ParseErrorAction)
        {
            return Refuse(parsed, Console.Error);
        }

        // A terminal that is closed ends a run like Ctrl-C: what was started has a session of its own and would stay.
        using var closed = new CancellationTokenSource();
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            closed.Cancel();
        });
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = EndsWithin }, closed.Token);
    }

    /// <summary>One line: the option, what it may be, where to read more.</summary>
    public static int Refuse(ParseResult parsed, TextWriter errors)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "" : $" {command.Name}";
        // An unknown word tells more than that a known one is missing.
        var message = parsed.UnmatchedTokens.Count > 0 ? $"there is no '{parsed.UnmatchedTokens[0]}'." : parsed.Errors[0].Message;
        errors.WriteLine($"bench: {message} (./bench{name} --help)");
        return Refused;
    }

    private sealed class WriteHelp : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var width = Console.IsOutputRedirected ? DefaultWidth : Math.Clamp(Console.WindowWidth, 60, DefaultWidth);
            new HelpWriter(parseResult.InvocationConfiguration.Output, width).Write(parseResult.CommandResult.Command);
            return 0;
        }

        public override bool ClearsParseErrors => true;
    }
}
