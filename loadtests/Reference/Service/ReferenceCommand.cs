using System.CommandLine;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Reference.Service;

/// <summary><c>serve-reference</c> (hidden): the reference service as a process of its own.</summary>
internal static class ReferenceCommand
{
    private const string DatabaseVariable = "REFERENCE_DB";
    private const string KeyVariable = "REFERENCE_KEY";
    private static readonly Option<string> Url = new("--url") { Required = true };

    public static Command Create()
    {
        var command = new Command("serve-reference", "Runs the row-per-command service.") { Url };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => ReferenceService.Run(
            parsed.GetValue(Url)!,
            Environment.GetEnvironmentVariable(DatabaseVariable)!,
            Environment.GetEnvironmentVariable(KeyVariable)!,
            cancellation));
        return command;
    }

    public static Task<ServiceProcess> Start(Uri url, string connectionString, string key) => ServiceProcess.Start(
        typeof(ReferenceCommand).Assembly.Location,
        ["serve-reference", "--url", url.ToString().TrimEnd('/')],
        new Dictionary<string, string> { [DatabaseVariable] = connectionString, [KeyVariable] = key },
        "reference is ready:");
}
