using System.Text.Json;
using System.Threading.Channels;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Driving.Journal;

/// <summary>
/// Writes what callers were told. A command counts only after its line is on disk, else a driver that dies would forget what it had been promised. Lines
/// are written in batches, one flush to disk per batch.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private const int MaxWaiting = 16_384;
    private const int MaxBatch = 1_024;
    private readonly Channel<(JournalEntry Entry, TaskCompletionSource Written)> _queue =
        Channel.CreateBounded<(JournalEntry, TaskCompletionSource)>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private readonly Stream _file;
    private readonly Action _flushToDisk;
    private readonly Task _writing;

    /// <param name="file">Where lines go; closed with this.</param>
    /// <param name="flushToDisk">Returns when what was written is on disk.</param>
    public JournalWriter(Stream file, Action flushToDisk)
    {
        (_file, _flushToDisk) = (file, flushToDisk);
        _writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public static JournalWriter Create(string folder, string driver)
    {
        Directory.CreateDirectory(folder);
        var file = new FileStream(PathOf(folder, driver), FileMode.Create, FileAccess.Write, FileShare.Read);
        return new JournalWriter(file, () => file.Flush(flushToDisk: true));
    }

    public static string PathOf(string folder, string driver) => Path.Combine(folder, $"{driver}.journal");

    /// <summary>Returns when the entry is on disk. Throws <see cref="BenchRefusedException"/> when it cannot be written: then the command does not count.</summary>
    public async Task Append(JournalEntry entry)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _queue.Writer.WriteAsync((entry, written));
        }
        catch (ChannelClosedException closed)
        {
            throw new BenchRefusedException($"The journal cannot be written: {closed.InnerException?.Message ?? "it is closed"}");
        }

        await written.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private void Write()
    {
        var batch = new List<TaskCompletionSource>(MaxBatch);
        using var lines = new MemoryStream();
        using var json = new Utf8JsonWriter(lines);
        while (WaitForEntries())
        {
            batch.Clear();
            lines.SetLength(0);
            try
            {
                while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var next))
                {
                    batch.Add(next.Written);
                    json.Reset(lines);
                    JsonSerializer.Serialize(json, next.Entry, JournalJson.Default.JournalEntry);
                    json.Flush();
                    lines.WriteByte((byte)'\n');
                }

                _file.Write(lines.GetBuffer(), 0, (int)lines.Length);
                _flushToDisk();
            }
            catch (Exception failure)
            {
                // Whatever it is: nobody else is told, and who waits here would wait for ever.
                Fail(batch, failure);
                return;
            }

            foreach (var written in batch)
            {
                written.SetResult();
            }
        }
    }

    private bool WaitForEntries() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Nothing after a gap counts either.</summary>
    private void Fail(List<TaskCompletionSource> batch, Exception failure)
    {
        _queue.Writer.TryComplete(failure);
        foreach (var written in batch)
        {
            written.SetException(new BenchRefusedException($"The journal cannot be written: {failure.Message}"));
        }

        while (_queue.Reader.TryRead(out var next))
        {
            next.Written.SetException(new BenchRefusedException($"The journal cannot be written: {failure.Message}"));
        }
    }
}
