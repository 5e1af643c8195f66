using System.Globalization;
using System.Text;
using CsvHelper;

namespace AfterSales.LoadTests.Shop.Planning;

/// <summary>Reads invoice rows in order of time; rows of the same time keep the order of the file.</summary>
internal static class ShopFile
{
    // The published set exists in both notations, depending on who exported it.
    private static readonly string[] DateFormats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "O"];

    public static IReadOnlyList<ShopRow> Read(string path) => Read(File.ReadAllBytes(path));

    public static IReadOnlyList<ShopRow> Read(byte[] file)
    {
        using var csv = CsvReader.Create(Utf8(file), new CsvReaderOptions { TrimWhitespace = true, TrackLineNumbers = true });
        var rows = new List<ShopRow>();
        while (csv.Read())
        {
            rows.Add(ReadRow(csv, rows.Count + 1));
        }

        return [.. rows.OrderBy(row => row.At).ThenBy(row => row.Number)];
    }

    private static ShopRow ReadRow(CsvReader csv, int number)
    {
        try
        {
            return new ShopRow(
                number,
                Text(csv, "InvoiceNo"),
                Text(csv, "StockCode"),
                Text(csv, "Description"),
                (int)decimal.Parse(Text(csv, "Quantity"), NumberStyles.Number, CultureInfo.InvariantCulture),
                ReadTime(Text(csv, "InvoiceDate")),
                decimal.Parse(Text(csv, "UnitPrice"), NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture),
                CustomerNumber(Text(csv, "CustomerID")));
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"Line {csv.LineNumber} cannot be read: {failure.Message}", failure);
        }
    }

    private static string Text(CsvReader csv, string column) => csv.GetString(column).Trim();

    private static DateTimeOffset ReadTime(string text) =>
        DateTimeOffset.ParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Exports that once passed through a floating-point column say 13047.0.</summary>
    private static string CustomerNumber(string text) => text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;

    /// <summary>The original export is Latin-1 (it has pound signs); most copies are UTF-8.</summary>
    private static byte[] Utf8(byte[] file) => System.Text.Unicode.Utf8.IsValid(file) ? file : Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(file));
}
