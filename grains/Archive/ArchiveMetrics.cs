using System.Diagnostics.Metrics;

namespace AfterSales.Archive;

/// <summary>Instruments of the archive on the meter <c>AfterSales</c>.</summary>
internal sealed class ArchiveMetrics
{
    private readonly Counter<long> _cases;
    private readonly Counter<long> _rows;

    public ArchiveMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("AfterSales");
        _cases = meter.CreateCounter<long>("aftersales.archive.cases", description: "Closed cases moved to the archive.");
        _rows = meter.CreateCounter<long>("aftersales.archive.rows", description: "Rows of the log whose contents were moved to the archive.");
    }

    public void Archived(long cases, long rows)
    {
        _cases.Add(cases);
        _rows.Add(rows);
    }
}
