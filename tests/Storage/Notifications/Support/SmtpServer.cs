using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using AfterSales.Tests.Storage.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>A mail as the server took it.</summary>
internal sealed record ReceivedMail(
    string Sender, string[] Recipients, string Subject, string MessageId, string ContentType, string Charset, string Body, string[] Headers, byte[] Raw);

/// <summary>A real SMTP server in a process of its own.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    private readonly Process _process;

    private SmtpServer(Process process) => _process = process;

    public int Port { get; private set; }

    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>Everybody whom a sender named, taken or not.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Skips the test where no Python with aiosmtpd is named.</summary>
    /// <param name="port">0: any free one.</param>
    public static async Task<SmtpServer> Start(int port = 0)
    {
        var python = Environment.GetEnvironmentVariable("AFTERSALES_TEST_SMTP");
        Assert.SkipWhen(string.IsNullOrEmpty(python), "AFTERSALES_TEST_SMTP names no Python with aiosmtpd (Debian: python3-aiosmtpd).");
        var start = new ProcessStartInfo(python!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Notifications", "Support", "smtp_server.py"));
        start.ArgumentList.Add($"{port}");
        var server = new SmtpServer(new Process { StartInfo = start });
        var listening = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        server._process.OutputDataReceived += (_, line) => server.Note(line.Data, listening);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server.Port = await Eventually.Of(listening.Task, "the mail server listens");
        return server;
    }

    public async Task Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
    }

    private void Note(string? line, TaskCompletionSource<int> listening)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        using var json = JsonDocument.Parse(line);
        if (json.RootElement.TryGetProperty("listening", out var port))
        {
            listening.TrySetResult(port.GetInt32());
        }
        else if (json.RootElement.TryGetProperty("rcpt", out var rcpt))
        {
            Asked.Enqueue(rcpt.GetString()!);
        }
        else
        {
            Mails.Enqueue(json.RootElement.Deserialize<ReceivedMail>(Names)!);
        }
    }
}
