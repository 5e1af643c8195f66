using System.CommandLine;

namespace AfterSales.LoadTests.Running.Help;

/// <summary>Writes the help of the program and of each command: what it is, how to call it, its options by theme, examples.</summary>
internal sealed class HelpWriter(TextWriter output, int width)
{
    private const string Program = "./bench";
    private const int Indent = 2;
    private const int Gap = 3;

    public void Write(Command command)
    {
        var page = HelpPages.Of(command);
        var children = command.Subcommands.Where(child => !child.Hidden).ToList();
        Paragraph(command.Description ?? "", 0);
        output.WriteLine();
        output.WriteLine($"Usage: {Program}{(command is RootCommand ? "" : $" {command.Name}")}{(children.Count > 0 ? " <command>" : "")} [options]");
        foreach (var text in page.Texts)
        {
            Section(text.Title);
            Paragraph(text.Text, Indent);
        }

        foreach (var group in CommandGroups.Of(children))
        {
            Section(group.Key);
            Rows([.. group.Select(child => (child.Name, child.Description ?? ""))]);
        }

        foreach (var group in Options(command, page))
        {
            Section(group.Title);
            Rows([.. group.Options.Select(option => (Label(option), Explain(option)))]);
        }

        if (page.Examples.Length > 0)
        {
            Section("Examples");
            Rows([.. page.Examples]);
        }
    }

    private static IEnumerable<HelpGroup> Options(Command command, HelpPage page)
    {
        var grouped = page.Groups.SelectMany(group => group.Options).ToHashSet();
        ImmutableArray<Option> others = [.. command.Options.Where(option => !option.Hidden && !grouped.Contains(option))];
        return page.Groups.Select(group => group with { Title = $"Options ({group.Title.ToLowerInvariant()})" })
            .Concat(others.IsEmpty ? [] : [new HelpGroup(page.Groups.IsEmpty ? "Options" : "Options (other)", others)]);
    }

    private static string Label(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-') && alias is not ("-?" or "/?" or "/h")).Prepend(option.Name).Distinct());
        var value = option.ValueType == typeof(bool) || option.ValueType == typeof(void) || option.Arity.MaximumNumberOfValues == 0 ? "" : $" {option.HelpName ?? "VALUE"}";
        return names + value + (option.Required ? " (required)" : "");
    }

    /// <summary>Descriptions of numbers with a range tell their default themselves.</summary>
    private static string Explain(Option option)
    {
        var text = option.Description ?? "";
        return option.HasDefaultValue && option.ValueType != typeof(bool) && !text.Contains("default", StringComparison.Ordinal) && option.GetDefaultValue() is { } value
            ? $"{text} [default {value}]"
            : text;
    }

    private void Section(string title)
    {
        output.WriteLine();
        output.WriteLine($"{title}:");
    }

    private void Rows(ImmutableArray<(string Name, string Text)> rows)
    {
        var column = Math.Min(rows.Select(row => row.Name.Length).DefaultIfEmpty().Max(), 26) + Indent + Gap;
        foreach (var (name, text) in rows)
        {
            var lead = new string(' ', Indent) + name;
            if (lead.Length + Gap > column)
            {
                output.WriteLine(lead);
                lead = "";
            }

            foreach (var line in Wrapped(text, width - column))
            {
                output.WriteLine($"{lead.PadRight(column)}{line}".TrimEnd());
                lead = "";
            }
        }
    }

    private void Paragraph(string text, int indent)
    {
        foreach (var line in Wrapped(text, width - indent))
        {
            output.WriteLine(new string(' ', indent) + line);
        }
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = "";
                }

                line = line.Length == 0 ? word : $"{line} {word}";
            }

            yield return line;
        }
    }
}
