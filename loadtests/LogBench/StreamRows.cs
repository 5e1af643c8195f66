using System.Text;

namespace AfterSales.LoadTests.LogBench;

/// <summary>Places of the rows one writer appends: streams of five rows, as a case of five commands has. The same for every side.</summary>
internal sealed class StreamRows
{
    private const int RowsPerStream = 5;
    private Guid _stream;
    private int _seq = RowsPerStream;

    /// <summary>600 bytes of JSON.</summary>
    public static byte[] Payload { get; } = Encoding.UTF8.GetBytes($"[{{\"$type\":\"bench.v1\",\"text\":\"{new string('x', 600 - 32)}\"}}]");

    public (Guid Stream, int Seq) Next()
    {
        if (_seq == RowsPerStream)
        {
            _stream = Guid.NewGuid();
            _seq = 0;
        }

        return (_stream, ++_seq);
    }
}
