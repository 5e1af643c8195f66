using System.Globalization;
using System.Text;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Peak.Html;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Peak;

/// <summary>The folder of one run: <c>report.html</c>, <c>report.json</c>, <c>journals/</c>, <c>logs/</c>.</summary>
internal static class PeakFiles
{
    /// <summary>A folder that is new or empty: two runs in one would mix their journals.</summary>
    public static string Folder(string bench, DirectoryInfo? asked)
    {
        var path = asked?.FullName ?? Artifacts.PathOf($"{bench}-{DateTimeOffset.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new BenchRefusedException($"--out must be a new or an empty folder, not '{path}'.");
        }

        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BenchRefusedException($"--out must be a folder that can be written, not '{path}': {failure.Message}");
        }
    }

    /// <summary>Writes page and figures; answers the page's path.</summary>
    public static string Write(PeakReport report, string folder)
    {
        File.WriteAllText(Path.Combine(folder, "report.json"), report.ToJson());
        var page = Path.Combine(folder, "report.html");
        File.WriteAllText(page, HtmlReport.Write(report), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return page;
    }
}
